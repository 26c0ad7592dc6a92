package org.fleetreboot.devicesim.hub.query;

import java.util.List;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Walks over the tokens of one query. Not thread-safe. */
final class TokenReader {
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

  /** The refusal that says what was expected and what stands there. */
  HubRefusal unexpected(String expected) {
    return HubRefusal.invalid(
        "Syntax error in the query: expected " + expected + ", found " + peek().described() + ".");
  }

  private boolean takeIf(boolean fits) {
    if (fits) {
      take();
    }
    return fits;
  }
}
