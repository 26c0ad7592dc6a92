package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/** The comparison operators. */
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

  /** Values of different types are different, and in no order. */
  Truth compare(JsonNode left, JsonNode right) {
    if (left.isMissingNode() || right.isMissingNode()) {
      return Truth.UNDEFINED;
    }
    OptionalInt order = order(left, right);
    return switch (this) {
      case EQUAL -> Truth.of(same(left, right, order));
      case NOT_EQUAL -> Truth.of(!same(left, right, order));
      case LESS -> inOrder(order, order.orElse(0) < 0);
      case LESS_OR_EQUAL -> inOrder(order, order.orElse(0) <= 0);
      case GREATER -> inOrder(order, order.orElse(0) > 0);
      case GREATER_OR_EQUAL -> inOrder(order, order.orElse(0) >= 0);
    };
  }

  private static boolean same(JsonNode left, JsonNode right, OptionalInt order) {
    return order.isPresent() ? order.getAsInt() == 0 : left.equals(right);
  }

  private static Truth inOrder(OptionalInt order, boolean holds) {
    return order.isPresent() ? Truth.of(holds) : Truth.UNDEFINED;
  }

  private static OptionalInt order(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return OptionalInt.of(left.decimalValue().compareTo(right.decimalValue()));
    }
    if (left.isTextual() && right.isTextual()) {
      return OptionalInt.of(left.textValue().compareTo(right.textValue()));
    }
    return OptionalInt.empty();
  }
}
