package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Reads conditions: OR binds weakest, then AND, then NOT. */
final class ConditionParser {
  private static final Set<String> ROOTS =
      Set.of(
          "deviceId",
          "etag",
          "deviceEtag",
          "status",
          "statusUpdateTime",
          "connectionState",
          "lastActivityTime",
          "cloudToDeviceMessageCount",
          "authenticationType",
          "modelId",
          "version",
          "capabilities",
          "tags",
          "properties");
  // Deep enough for people; a query of brackets only must not end the parser's stack.
  private static final int MOST_NESTED = 64;

  private final TokenReader tokens;
  private int nested;

  ConditionParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  Condition condition() {
    Condition left = conjunction();
    while (tokens.takeWord("OR")) {
      left = new Condition.Or(left, conjunction());
    }
    return left;
  }

  private Condition conjunction() {
    Condition left = negation();
    while (tokens.takeWord("AND")) {
      left = new Condition.And(left, negation());
    }
    return left;
  }

  private Condition negation() {
    if (++nested > MOST_NESTED) {
      throw HubRefusal.invalid("The query is nested deeper than " + MOST_NESTED + " levels.");
    }
    Condition condition = tokens.takeWord("NOT") ? new Condition.Not(negation()) : primary();
    nested--;
    return condition;
  }

  private Condition primary() {
    if (tokens.takeSymbol("(")) {
      Condition inner = condition();
      tokens.expectSymbol(")");
      return inner;
    }
    if (tokens.peek().kind() == Token.Kind.WORD && tokens.peekSecond().isSymbol("(")) {
      return function();
    }
    Operand left = operand();
    if (tokens.takeWord("IN")) {
      return new Condition.In(left, list());
    }
    if (tokens.takeWord("NIN")) {
      return new Condition.Not(new Condition.In(left, list()));
    }
    Optional<Comparison> comparison = Comparison.of(tokens.peek());
    if (comparison.isEmpty()) {
      throw tokens.unexpected("a comparison");
    }
    tokens.take();
    return new Condition.Compare(left, comparison.get(), operand());
  }

  private Condition function() {
    Token name = tokens.take();
    tokens.expectSymbol("(");
    Condition condition =
        switch (name.text().toLowerCase(Locale.ROOT)) {
          case "is_defined" -> new Condition.IsDefined(path());
          case "startswith" -> {
            Operand text = operand();
            tokens.expectSymbol(",");
            yield new Condition.StartsWith(text, operand());
          }
          default ->
              throw HubRefusal.invalid(
                  "The function "
                      + name.text()
                      + "() is not supported by the local hub; there are is_defined() and"
                      + " startswith().");
        };
    tokens.expectSymbol(")");
    return condition;
  }

  private List<JsonNode> list() {
    tokens.expectSymbol("[");
    List<JsonNode> values = new ArrayList<>();
    if (tokens.takeSymbol("]")) {
      return values;
    }
    do {
      values.add(literal().orElseThrow(() -> tokens.unexpected("a value")));
    } while (tokens.takeSymbol(","));
    tokens.expectSymbol("]");
    return values;
  }

  private Operand operand() {
    Optional<JsonNode> literal = literal();
    return literal.isPresent() ? new Operand.Literal(literal.get()) : path();
  }

  private Optional<JsonNode> literal() {
    Token token = tokens.peek();
    JsonNode value =
        switch (token.kind()) {
          case STRING -> TextNode.valueOf(token.text());
          case NUMBER -> DecimalNode.valueOf(new BigDecimal(token.text()));
          case WORD ->
              switch (token.text().toLowerCase(Locale.ROOT)) {
                case "true" -> BooleanNode.TRUE;
                case "false" -> BooleanNode.FALSE;
                case "null" -> NullNode.getInstance();
                default -> null;
              };
          default -> null;
        };
    if (value != null) {
      tokens.take();
    }
    return Optional.ofNullable(value);
  }

  /** Reads a path such as {@code properties.reported.rebootTime}. */
  Operand.Path path() {
    Token root = tokens.peek();
    if (root.kind() != Token.Kind.WORD) {
      throw tokens.unexpected("a property");
    }
    if (!ROOTS.contains(root.text())) {
      throw HubRefusal.invalid(
          "A twin has no "
              + root.described()
              + "; a path begins with deviceId, status, connectionState, tags or properties.");
    }
    List<String> names = new ArrayList<>();
    do {
      Token name = tokens.peek();
      if (name.kind() != Token.Kind.WORD) {
        throw tokens.unexpected("the name of a property");
      }
      names.add(tokens.take().text());
    } while (tokens.takeSymbol("."));
    if (tokens.peek().isSymbol("[")) {
      throw HubRefusal.invalid("[ ] in a path is not supported by the local hub.");
    }
    return new Operand.Path(List.copyOf(names));
  }
}
