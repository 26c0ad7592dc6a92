package org.fleetreboot.devicesim.hub.query;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Walks over the tokens of one query. Not thread-safe. */
final class TokenReader {
  // What people who know SQL try; refused as what it is, not as a word that does not fit.
  private static final Set<String> OTHER_SQL =
      Set.of(
          "BETWEEN",
          "CASE",
          "DISTINCT",
          "EXISTS",
          "HAVING",
          "IS",
          "JOIN",
          "LIKE",
          "LIMIT",
          "OFFSET",
          "ORDER",
          "UNION",
          "VALUE");

  private final List<Token> tokens;
  private int next;

  TokenReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The token after the next one. */
  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  /** The next token; at the end it stays there. */
  Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  boolean takeWord(String word) {
    return takeIf(peek().isWord(word));
  }

  boolean takeSymbol(String symbol) {
    return takeIf(peek().isSymbol(symbol));
  }

  void expectWord(String word) {
    if (!takeWord(word)) {
      throw unexpected(word);
    }
  }

  void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  /** The next token as a name, or a refusal that says what the name is for. */
  Token expectName(String what) {
    if (!peek().isName()) {
      throw unexpected(what);
    }
    return take();
  }

  /** The refusal that says what was expected and what stands there. */
  HubRefusal unexpected(String expected) {
    return isOtherSql(peek())
        ? notSupported(peek().text().toUpperCase(Locale.ROOT), peek())
        : HubRefusal.invalid(
            "Syntax error in the query: expected "
                + expected
                + ", found "
                + peek().described()
                + ".");
  }

  /** Whether a word belongs to SQL, but not to the language of IoT Hub. */
  static boolean isOtherSql(Token token) {
    return token.kind() == Token.Kind.WORD
        && OTHER_SQL.contains(token.text().toUpperCase(Locale.ROOT));
  }

  /** The refusal of a construct that this hub does not have. */
  static HubRefusal notSupported(String construct, Token at) {
    return HubRefusal.invalid(
        construct + " at position " + at.position() + " is not supported in queries.");
  }

  private boolean takeIf(boolean fits) {
    if (fits) {
      take();
    }
    return fits;
  }
}
