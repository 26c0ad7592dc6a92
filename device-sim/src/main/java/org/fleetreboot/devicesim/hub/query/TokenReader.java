package org.fleetreboot.devicesim.hub.query;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Reads the tokens of one query. Not thread-safe. */
final class TokenReader {
  // SQL keywords that are reported as unsupported, not as a syntax error.
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

  /** Consumes the next token; stays at the end. */
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

  /** Consumes a name, or refuses the token and says what was expected. */
  Token expectName(String what) {
    if (!peek().isName()) {
      throw unexpected(what);
    }
    return take();
  }

  /** A syntax error with the expected and the actual token. */
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

  /** Whether a word is an SQL keyword that IoT Hub does not support. */
  static boolean isOtherSql(Token token) {
    return token.kind() == Token.Kind.WORD
        && OTHER_SQL.contains(token.text().toUpperCase(Locale.ROOT));
  }

  /** The error for an unsupported construct. */
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
