package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * Reads {@code SELECT [TOP n] ... FROM collection [WHERE ...] [GROUP BY ...]}. Syntax errors and
 * unsupported constructs are refused with 400, the construct and its position.
 */
final class QueryParser {
  private final List<QuerySource> sources;
  private final TokenReader tokens;

  private QueryParser(String query, List<QuerySource> sources) {
    this.sources = sources;
    this.tokens = new TokenReader(Tokenizer.tokens(query));
  }

  static Query parse(String query, List<QuerySource> sources) {
    return new QueryParser(query, sources).query();
  }

  /** Parses the text after WHERE; {@code *} is true. */
  static Expression condition(String text, QuerySource source) {
    TokenReader tokens = new TokenReader(Tokenizer.tokens(text));
    Expression condition =
        tokens.takeSymbol("*")
            ? new Expression.Constant(BooleanNode.TRUE)
            : new ExpressionParser(tokens, source).condition();
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("the end");
    }
    return condition;
  }

  private Query query() {
    tokens.expectWord("SELECT");
    int top = top();
    SelectList select = SelectList.read(tokens);
    tokens.expectWord("FROM");
    QuerySource source = source();
    Expression where =
        tokens.takeWord("WHERE")
            ? new ExpressionParser(tokens, source).condition()
            : new Expression.Constant(BooleanNode.TRUE);
    List<Expression.Path> groupBy = groupBy(source);
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("the end");
    }
    return new Query(source, select.over(source, groupBy), where, top);
  }

  private int top() {
    if (!tokens.takeWord("TOP")) {
      return Integer.MAX_VALUE;
    }
    Token number = tokens.peek();
    if (number.kind() == Token.Kind.NUMBER && number.text().matches("0*[1-9]\\d{0,8}")) {
      tokens.take();
      return Integer.parseInt(number.text());
    }
    throw HubRefusal.invalid(
        "TOP must be followed by an integer of 1 or more with up to 9 digits, not "
            + number.described()
            + ".");
  }

  private QuerySource source() {
    Token first = tokens.expectName("the name of a collection");
    StringBuilder name = new StringBuilder(first.text());
    while (tokens.takeSymbol(".")) {
      name.append('.').append(tokens.expectName("the name of a collection").text());
    }
    return find(name.toString()).orElseThrow(() -> TokenReader.notSupported("FROM " + name, first));
  }

  private Optional<QuerySource> find(String name) {
    return sources.stream().filter(source -> source.name().equalsIgnoreCase(name)).findFirst();
  }

  private List<Expression.Path> groupBy(QuerySource source) {
    if (!tokens.takeWord("GROUP")) {
      return List.of();
    }
    tokens.expectWord("BY");
    List<Expression.Path> paths = new ArrayList<>();
    do {
      paths.add(PropertyPath.read(tokens).in(source));
    } while (tokens.takeSymbol(","));
    return List.copyOf(paths);
  }
}
