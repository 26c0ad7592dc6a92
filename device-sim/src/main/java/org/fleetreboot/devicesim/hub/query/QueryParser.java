package org.fleetreboot.devicesim.hub.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * Reads {@code SELECT ... FROM devices [WHERE ...]}. A syntax error and a construct that this hub
 * does not have are refused with 400 and say what stands where.
 */
final class QueryParser {
  private final TokenReader tokens;
  private final ConditionParser conditions;

  private QueryParser(String query) {
    tokens = new TokenReader(Tokenizer.tokens(query));
    conditions = new ConditionParser(tokens);
  }

  static TwinQuery parse(String query) {
    return new QueryParser(query).query();
  }

  private TwinQuery query() {
    tokens.expectWord("SELECT");
    Projection projection = projection();
    tokens.expectWord("FROM");
    source();
    Condition condition =
        tokens.takeWord("WHERE") ? conditions.condition() : new Condition.Always();
    Token rest = tokens.peek();
    if (rest.isWord("GROUP") || rest.isWord("ORDER")) {
      throw notSupported(rest.text().toUpperCase(Locale.ROOT) + " BY");
    }
    if (rest.kind() != Token.Kind.END) {
      throw tokens.unexpected("the end");
    }
    return new TwinQuery(projection, condition);
  }

  private Projection projection() {
    Token first = tokens.peek();
    if (first.isWord("TOP") || first.isWord("DISTINCT")) {
      throw notSupported(first.text().toUpperCase(Locale.ROOT));
    }
    if (tokens.takeSymbol("*")) {
      return new Projection.Everything();
    }
    if (tokens.peekSecond().isSymbol("(")) {
      return aggregate();
    }
    List<Projection.Field> fields = new ArrayList<>();
    do {
      Operand.Path path = conditions.path();
      fields.add(new Projection.Field(path, tokens.takeWord("AS") ? name() : path.lastName()));
    } while (tokens.takeSymbol(","));
    return new Projection.Fields(List.copyOf(fields));
  }

  private Projection aggregate() {
    Token function = tokens.peek();
    if (!function.isWord("COUNT")) {
      throw notSupported(function.text() + "() behind SELECT");
    }
    tokens.take();
    tokens.expectSymbol("(");
    tokens.expectSymbol(")");
    tokens.expectWord("AS");
    Projection count = new Projection.Count(name());
    if (tokens.peek().isSymbol(",")) {
      throw notSupported("COUNT() together with fields");
    }
    return count;
  }

  private void source() {
    tokens.expectWord("DEVICES");
    if (tokens.takeSymbol(".")) {
      throw notSupported("FROM devices." + tokens.take().text());
    }
    Token next = tokens.peek();
    if (next.isWord("AS") || next.isSymbol(",") || next.isWord("JOIN")) {
      throw notSupported("'" + next.text() + "' behind FROM devices");
    }
  }

  private String name() {
    if (tokens.peek().kind() != Token.Kind.WORD) {
      throw tokens.unexpected("a name");
    }
    return tokens.take().text();
  }

  private static HubRefusal notSupported(String what) {
    return HubRefusal.invalid(what + " is not supported by the local hub.");
  }
}
