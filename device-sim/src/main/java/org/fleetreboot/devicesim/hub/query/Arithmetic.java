package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.json.Primitive;

/** The arithmetic operators, in double precision. */
enum Arithmetic {
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  DIVIDED_BY("/"),
  MODULO("%");

  private final String symbol;

  Arithmetic(String symbol) {
    this.symbol = symbol;
  }

  static Optional<Arithmetic> sum(Token token) {
    return of(token).filter(operator -> operator == PLUS || operator == MINUS);
  }

  static Optional<Arithmetic> product(Token token) {
    return of(token).filter(operator -> operator != PLUS && operator != MINUS);
  }

  private static Optional<Arithmetic> of(Token token) {
    for (Arithmetic operator : values()) {
      if (token.isSymbol(operator.symbol)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** Undefined if an operand is not a number, and for a division by zero. */
  JsonNode apply(JsonNode left, JsonNode right) {
    if (!left.isNumber() || !right.isNumber()) {
      return MissingNode.getInstance();
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    return Primitive.number(
        switch (this) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case DIVIDED_BY -> a / b;
          case MODULO -> a % b;
        });
  }
}
