package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What stands behind WHERE. */
sealed interface Condition {
  Truth test(JsonNode twin);

  /** Lets every twin pass. */
  record Always() implements Condition {
    @Override
    public Truth test(JsonNode twin) {
      return Truth.TRUE;
    }
  }

  record And(Condition left, Condition right) implements Condition {
    @Override
    public Truth test(JsonNode twin) {
      return left.test(twin).and(right.test(twin));
    }
  }

  record Or(Condition left, Condition right) implements Condition {
    @Override
    public Truth test(JsonNode twin) {
      return left.test(twin).or(right.test(twin));
    }
  }

  record Not(Condition inner) implements Condition {
    @Override
    public Truth test(JsonNode twin) {
      return inner.test(twin).not();
    }
  }

  record Compare(Operand left, Comparison comparison, Operand right) implements Condition {
    @Override
    public Truth test(JsonNode twin) {
      return comparison.compare(left.in(twin), right.in(twin));
    }
  }

  /** IN; NIN is its negation. */
  record In(Operand left, List<JsonNode> values) implements Condition {
    @Override
    public Truth test(JsonNode twin) {
      JsonNode value = left.in(twin);
      return values.stream()
          .map(candidate -> Comparison.EQUAL.compare(value, candidate))
          .reduce(Truth.FALSE, Truth::or);
    }
  }

  record IsDefined(Operand operand) implements Condition {
    @Override
    public Truth test(JsonNode twin) {
      return Truth.of(!operand.in(twin).isMissingNode());
    }
  }

  record StartsWith(Operand text, Operand prefix) implements Condition {
    @Override
    public Truth test(JsonNode twin) {
      JsonNode value = text.in(twin);
      JsonNode start = prefix.in(twin);
      return value.isTextual() && start.isTextual()
          ? Truth.of(value.textValue().startsWith(start.textValue()))
          : Truth.UNDEFINED;
    }
  }
}
