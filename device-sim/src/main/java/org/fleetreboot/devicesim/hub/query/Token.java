package org.fleetreboot.devicesim.hub.query;

/**
 * One token of a query.
 *
 * @param text the text of a word, symbol or number, the content of a string or of a bracketed name
 * @param position where it starts, counted from 1, for messages
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    /** A keyword or a plain name. */
    WORD,
    /** A name in {@code [[ ]]}; never a keyword. */
    BRACKETED,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  /** Whether this is a keyword, ignoring case. */
  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Whether it can name a property. */
  boolean isName() {
    return kind == Kind.WORD || kind == Kind.BRACKETED;
  }

  /** The token and its position, for messages. */
  String described() {
    return (kind == Kind.END ? "the end" : "'" + text + "'") + " at position " + position;
  }
}
