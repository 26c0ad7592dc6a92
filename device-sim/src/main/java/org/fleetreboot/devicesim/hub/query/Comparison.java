package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;
import org.fleetreboot.devicesim.hub.json.Primitive;

/**
 * The comparison operators. They compare primitive values only, as documented in query-twins: for
 * objects, arrays and missing properties the result is undefined.
 */
enum Comparison {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  static Optional<Comparison> of(Token token) {
    if (token.isSymbol("<>")) {
      return Optional.of(NOT_EQUAL);
    }
    for (Comparison comparison : values()) {
      if (token.isSymbol(comparison.symbol)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  /** Values of different types are not equal and have no order. */
  Ternary compare(JsonNode left, JsonNode right) {
    if (!Primitive.is(left) || !Primitive.is(right)) {
      return Ternary.UNDEFINED;
    }
    if (this == EQUAL || this == NOT_EQUAL) {
      boolean same = Primitive.key(left).equals(Primitive.key(right));
      return Ternary.of(same == (this == EQUAL));
    }
    OptionalInt order = Primitive.order(left, right);
    return order.isPresent() ? Ternary.of(holds(order.getAsInt())) : Ternary.UNDEFINED;
  }

  private boolean holds(int order) {
    return switch (this) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUAL, NOT_EQUAL -> throw new IllegalStateException(symbol + " has no order");
    };
  }
}
