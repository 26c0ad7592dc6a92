package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.fleetreboot.devicesim.hub.json.Primitive;

/**
 * An expression of the section "Expressions and conditions" of iot-hub-devguide-query-language.
 * Immutable. A chain of operators is one node, so that the depth of a tree is bounded by the
 * brackets of a query and not by its length.
 */
sealed interface Expression {
  /** Evaluates the expression on a document; a missing node represents {@code undefined}. */
  JsonNode in(JsonNode document);

  default Ternary test(JsonNode document) {
    return Ternary.of(in(document));
  }

  /** A constant. */
  record Constant(JsonNode value) implements Expression {
    @Override
    public JsonNode in(JsonNode document) {
      return value;
    }
  }

  /** A property of the document. */
  record Path(List<String> names) implements Expression {
    @Override
    public JsonNode in(JsonNode document) {
      JsonNode node = document;
      for (String name : names) {
        node = node.path(name);
      }
      return node;
    }

    /** Its default name in a result: the last one. */
    String lastName() {
      return names.get(names.size() - 1);
    }

    String dotted() {
      return String.join(".", names);
    }
  }

  /** Operators of the same precedence, evaluated from left to right. */
  record Calculation(Expression first, List<Step> steps) implements Expression {
    /** An operator and its right operand. */
    record Step(Arithmetic operator, Expression operand) {}

    @Override
    public JsonNode in(JsonNode document) {
      JsonNode value = first.in(document);
      for (Step step : steps) {
        value = step.operator().apply(value, step.operand().in(document));
      }
      return value;
    }
  }

  /** An expression whose result is always a condition. */
  sealed interface Condition extends Expression {
    @Override
    default JsonNode in(JsonNode document) {
      return test(document).value();
    }

    @Override
    Ternary test(JsonNode document);
  }

  /** AND. */
  record All(List<Expression> parts) implements Condition {
    @Override
    public Ternary test(JsonNode document) {
      Ternary all = Ternary.TRUE;
      for (Expression part : parts) {
        all = all.and(part.test(document));
        if (all == Ternary.FALSE) {
          break;
        }
      }
      return all;
    }
  }

  /** OR. */
  record Any(List<Expression> parts) implements Condition {
    @Override
    public Ternary test(JsonNode document) {
      Ternary any = Ternary.FALSE;
      for (Expression part : parts) {
        any = any.or(part.test(document));
        if (any == Ternary.TRUE) {
          break;
        }
      }
      return any;
    }
  }

  record Not(Expression inner) implements Condition {
    @Override
    public Ternary test(JsonNode document) {
      return inner.test(document).not();
    }
  }

  record Compare(Expression left, Comparison comparison, Expression right) implements Condition {
    @Override
    public Ternary test(JsonNode document) {
      return comparison.compare(left.in(document), right.in(document));
    }
  }

  /**
   * IN; NIN is its negation.
   *
   * @param keys the {@linkplain Primitive#key keys} of the values
   */
  record In(Expression left, Set<Object> keys) implements Condition {
    @Override
    public Ternary test(JsonNode document) {
      JsonNode value = left.in(document);
      return Primitive.is(value)
          ? Ternary.of(keys.contains(Primitive.key(value)))
          : Ternary.UNDEFINED;
    }
  }

  record IsDefined(Path path) implements Condition {
    @Override
    public Ternary test(JsonNode document) {
      return Ternary.of(!path.in(document).isMissingNode());
    }
  }

  record Call(StringFunction function, Expression text, Expression part) implements Condition {
    @Override
    public Ternary test(JsonNode document) {
      JsonNode whole = text.in(document);
      JsonNode piece = part.in(document);
      return whole.isTextual() && piece.isTextual()
          ? Ternary.of(function.test(whole.textValue(), piece.textValue()))
          : Ternary.UNDEFINED;
    }
  }
}
