package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the constants of a query: strings, decimal and hexadecimal numbers, words, arrays. */
final class ConstantReader {
  private final TokenReader tokens;

  ConstantReader(TokenReader tokens) {
    this.tokens = tokens;
  }

  /** The next constant; empty if the next token is something else. */
  Optional<JsonNode> primitive() {
    Token token = tokens.peek();
    if (token.isSymbol("-") || token.isSymbol("+")) {
      return Optional.of(signed());
    }
    JsonNode value =
        switch (token.kind()) {
          case STRING -> TextNode.valueOf(token.text());
          case NUMBER -> DecimalNode.valueOf(number(token.text()));
          case WORD -> word(token.text());
          default -> null;
        };
    if (value != null) {
      tokens.take();
    }
    return Optional.ofNullable(value);
  }

  /** An array of primitive values, as comparisons require. */
  List<JsonNode> array() {
    tokens.expectSymbol("[");
    List<JsonNode> values = new ArrayList<>();
    if (tokens.takeSymbol("]")) {
      return values;
    }
    do {
      if (tokens.peek().isSymbol("[")) {
        throw TokenReader.notSupported("An array in an array", tokens.peek());
      }
      values.add(primitive().orElseThrow(() -> tokens.unexpected("a constant")));
    } while (tokens.takeSymbol(","));
    tokens.expectSymbol("]");
    return values;
  }

  private JsonNode signed() {
    Token sign = tokens.take();
    Token number = tokens.peek();
    if (number.kind() != Token.Kind.NUMBER) {
      throw TokenReader.notSupported(
          "The sign " + sign.text() + " in front of anything but a number", sign);
    }
    tokens.take();
    BigDecimal value = number(number.text());
    return DecimalNode.valueOf(sign.isSymbol("-") ? value.negate() : value);
  }

  private static BigDecimal number(String text) {
    return text.startsWith("0x") || text.startsWith("0X")
        ? new BigDecimal(new BigInteger(text.substring(2), 16))
        : new BigDecimal(text);
  }

  private static @Nullable JsonNode word(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      case "null" -> NullNode.getInstance();
      case "undefined" -> MissingNode.getInstance();
      default -> null;
    };
  }
}
