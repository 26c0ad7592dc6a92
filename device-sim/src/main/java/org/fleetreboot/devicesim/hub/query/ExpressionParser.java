package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Primitive;

/**
 * Parses expressions. Precedence from low to high: OR, AND, NOT, comparisons with IN and NIN,
 * {@code + -}, {@code * / %}.
 */
final class ExpressionParser {
  // Limits the recursion, so that a query of parentheses cannot overflow the stack.
  private static final int MOST_NESTED = 64;

  private final TokenReader tokens;
  private final QuerySource source;
  private final ConstantReader constants;
  private int nested;

  ExpressionParser(TokenReader tokens, QuerySource source) {
    this.tokens = tokens;
    this.source = source;
    this.constants = new ConstantReader(tokens);
  }

  Expression condition() {
    return chain("OR", this::conjunction, Expression.Any::new);
  }

  private Expression conjunction() {
    return chain("AND", this::negation, Expression.All::new);
  }

  private static Expression chainOf(
      List<Expression> parts, Function<List<Expression>, Expression> chain) {
    return parts.size() == 1 ? parts.get(0) : chain.apply(List.copyOf(parts));
  }

  private Expression chain(
      String word, Supplier<Expression> part, Function<List<Expression>, Expression> chain) {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(part.get());
    } while (tokens.takeWord(word));
    return chainOf(parts, chain);
  }

  private Expression negation() {
    return tokens.peek().isWord("NOT")
        ? nested(() -> new Expression.Not(negation()))
        : comparison();
  }

  /** Consumes the token that opens a level, and parses the level. */
  private Expression nested(Supplier<Expression> level) {
    Token opening = tokens.take();
    if (++nested > MOST_NESTED) {
      throw HubRefusal.invalid(
          "The query is nested deeper than "
              + MOST_NESTED
              + " levels at position "
              + opening.position()
              + ".");
    }
    Expression inner = level.get();
    nested--;
    return inner;
  }

  private Expression comparison() {
    Expression left = sum();
    if (tokens.takeWord("IN")) {
      return new Expression.In(left, keys());
    }
    if (tokens.takeWord("NIN")) {
      return new Expression.Not(new Expression.In(left, keys()));
    }
    Optional<Comparison> comparison = Comparison.of(tokens.peek());
    if (comparison.isEmpty()) {
      return left;
    }
    tokens.take();
    return new Expression.Compare(left, comparison.get(), sum());
  }

  private Set<Object> keys() {
    return constants.array().stream().map(Primitive::key).collect(Collectors.toUnmodifiableSet());
  }

  private Expression sum() {
    return calculation(this::product, Arithmetic::sum);
  }

  private Expression product() {
    return calculation(this::primary, Arithmetic::product);
  }

  private Expression calculation(
      Supplier<Expression> operand, Function<Token, Optional<Arithmetic>> operators) {
    Expression first = operand.get();
    List<Expression.Calculation.Step> steps = new ArrayList<>();
    Optional<Arithmetic> operator = operators.apply(tokens.peek());
    while (operator.isPresent()) {
      tokens.take();
      steps.add(new Expression.Calculation.Step(operator.get(), operand.get()));
      operator = operators.apply(tokens.peek());
    }
    return steps.isEmpty() ? first : new Expression.Calculation(first, List.copyOf(steps));
  }

  private Expression primary() {
    Token token = tokens.peek();
    if (token.isSymbol("(")) {
      return nested(
          () -> {
            Expression inner = condition();
            tokens.expectSymbol(")");
            return inner;
          });
    }
    if (token.isSymbol("[")) {
      throw TokenReader.notSupported("An array, except after IN and NIN,", token);
    }
    if (token.kind() == Token.Kind.WORD && tokens.peekSecond().isSymbol("(")) {
      return nested(() -> call(token));
    }
    Optional<JsonNode> constant = constants.primitive();
    if (constant.isPresent()) {
      return new Expression.Constant(constant.get());
    }
    if (token.kind() != Token.Kind.WORD) {
      throw tokens.unexpected("a value");
    }
    return PropertyPath.read(tokens).in(source);
  }

  private Expression call(Token name) {
    Optional<StringFunction> function = StringFunction.of(name);
    if (function.isEmpty() && !name.isWord("IS_DEFINED")) {
      throw TokenReader.notSupported(
          "The function " + name.text() + "(), other than IS_DEFINED, STARTSWITH and ENDSWITH,",
          name);
    }
    tokens.expectSymbol("(");
    Expression call =
        function.isPresent()
            ? stringCall(function.get())
            : new Expression.IsDefined(PropertyPath.read(tokens).in(source));
    tokens.expectSymbol(")");
    return call;
  }

  private Expression stringCall(StringFunction function) {
    Expression text = sum();
    tokens.expectSymbol(",");
    return new Expression.Call(function, text, sum());
  }
}
