package org.fleetreboot.devicesim.hub.query;

import java.util.Locale;

/**
 * One token of a query.
 *
 * @param text the text of a word, symbol or number, the content of a string
 * @param position where it starts, counted from 1, for messages
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    WORD,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  /** Whether this is a keyword; upper and lower case are the same. */
  boolean isWord(String word) {
    return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** For messages. */
  String described() {
    return kind == Kind.END ? "the end" : "'" + text + "' at position " + position;
  }
}
