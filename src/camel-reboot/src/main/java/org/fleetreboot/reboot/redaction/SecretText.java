package org.fleetreboot.reboot.redaction;

import org.jspecify.annotations.Nullable;

/**
 * A text that may contain secrets, with the positions where names and values end. In a sentence a
 * value ends before punctuation that is followed by a space.
 */
final class SecretText {
  private static final String PUNCTUATION = ".,;:!)]}>'\"\\";

  private final String text;

  // Caches the last search, so that a long run is not searched again from each of its positions.
  private int punctuationStart;
  private int punctuationEnd;
  private int apostropheStart;
  private int apostropheEnd = -1;

  SecretText(String text) {
    this.text = text;
  }

  /** The part from the first character to {@code end}. */
  record Stretch(int start, int end) {
    boolean isEmpty() {
      return end <= start;
    }
  }

  int length() {
    return text.length();
  }

  String between(int start, int end) {
    return text.substring(start, end);
  }

  boolean is(char wanted, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) == wanted;
  }

  boolean isAt(String wanted, int at) {
    return text.startsWith(wanted, at);
  }

  boolean isDigit(int at) {
    return at < text.length() && Character.isDigit(text.charAt(at));
  }

  /** The end of a name or a scheme. */
  boolean isOfWord(int at) {
    return at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_+-.".indexOf(text.charAt(at)) >= 0);
  }

  int wordEnd(int start) {
    int end = start;
    while (isOfWord(end)) {
      end++;
    }
    return end;
  }

  /** The end of the text counts as well. */
  boolean isSpace(int at) {
    return at >= text.length() || Character.isWhitespace(text.charAt(at));
  }

  int spaceAfter(int start) {
    int end = start;
    while (!isSpace(end)) {
      end++;
    }
    return end;
  }

  /**
   * The value of the name that ends here, after {@code =}, or after a colon as in JSON.
   *
   * @return null if there is none
   */
  @Nullable Stretch valueOf(int nameEnd, int limit) {
    int end = nameEnd;
    while (is('\\', end) || isQuote(end) || is(']', end)) {
      end++;
    }
    boolean quoted = end > nameEnd;
    end = quoted ? blanksEnd(end) : end;
    if (is('=', end)) {
      int start = quoted ? blanksEnd(end + 1) : end + 1;
      return new Stretch(start, valueEnd(start, limit));
    }
    int start = blanksEnd(end + 1);
    return is(':', end) && (isQuote(escapesEnd(start)) || (quoted && isJson(start)))
        ? new Stretch(start, valueEnd(start, limit))
        : null;
  }

  private int valueEnd(int start, int limit) {
    int quote = escapesEnd(start);
    if (isQuote(quote)) {
      int closing = closing(quote, quote - start);
      return is(text.charAt(quote), closing) ? closing + 1 : closing;
    }
    if (is('[', start) || is('{', start)) {
      return bracketsEnd(start);
    }
    if (isRaw(start)) {
      return rawEnd(start, text.length());
    }
    int end = start;
    while (end < limit && !is('&', end) && !isLineEnd(end) && !isSentenceEnd(end)) {
      if (isNextName(end)) {
        return end;
      }
      end++;
    }
    return end;
  }

  /** Whether a query has {@code =}, {@code &} or its end here. */
  int nameEnd(int start, int limit) {
    int end = start;
    while (end < limit && !is('=', end) && !is('&', end)) {
      end++;
    }
    return end;
  }

  /** The end of a value in a query, without the punctuation of a sentence after the last value. */
  Stretch pairEnd(int start, int limit, boolean quoted) {
    int raw = isRaw(start) ? rawEnd(start, quoted ? limit : text.length()) : start;
    int end = raw;
    while (end < limit && !is('&', end)) {
      end++;
    }
    boolean last = end == limit;
    while (last && end > raw && isPunctuation(end - 1)) {
      end--;
    }
    return new Stretch(start, end);
  }

  /** The end of the quoted text that begins here, without its escapes; -1 if nothing is quoted. */
  int closingOf(int quote) {
    if (is('\'', quote)) {
      return closingApostrophe(quote + 1);
    }
    if (!is('"', quote)) {
      return -1;
    }
    int escapes = 0;
    while (is('\\', quote - escapes - 1)) {
      escapes++;
    }
    int closing = closing(quote, escapes);
    return is('"', closing) ? closing - escapes : -1;
  }

  /** The quote that ends the string, or the end of the line. */
  private int closing(int quote, int escapes) {
    int run = 0;
    int end = quote + 1;
    while (!isLineEnd(end)
        && !(is(text.charAt(quote), end) && run % (2 * (escapes + 1)) == escapes)) {
      run = is('\\', end) ? run + 1 : 0;
      end++;
    }
    return end;
  }

  /**
   * An apostrophe may be part of the quoted text, so the text ends at the first one that no letter
   * follows.
   */
  private int closingApostrophe(int start) {
    if (start < apostropheStart || start > apostropheEnd) {
      apostropheStart = start;
      apostropheEnd = start;
      while (!isLineEnd(apostropheEnd)
          && !(is('\'', apostropheEnd) && !isOfWord(apostropheEnd + 1))) {
        apostropheEnd++;
      }
    }
    return is('\'', apostropheEnd) ? apostropheEnd : -1;
  }

  private boolean isRaw(int at) {
    return isAt("RAW(", at) || isAt("RAW{", at);
  }

  /** Camel's raw value ends at the bracket that is followed by the next option, or by nothing. */
  private int rawEnd(int start, int limit) {
    char bracket = is('(', start + 3) ? ')' : '}';
    int end = start + 4;
    for (; end < limit && !isLineEnd(end); end++) {
      if (is(bracket, end) && (end + 1 == limit || is('&', end + 1) || isSentenceEnd(end))) {
        return end + 1;
      }
    }
    return end;
  }

  /** The end of an array or an object. */
  private int bracketsEnd(int start) {
    char open = text.charAt(start);
    char close = open == '[' ? ']' : '}';
    int depth = 0;
    int end = start;
    do {
      depth += is(open, end) ? 1 : is(close, end) ? -1 : 0;
      end++;
    } while (depth > 0 && !isLineEnd(end));
    return end;
  }

  /** Whether a separator is here, followed by another name. */
  private boolean isNextName(int at) {
    boolean separator = is(',', at) || is(';', at);
    if (separator && isQuote(at + 1)) {
      return true;
    }
    return (separator || is(' ', at)) && isOfWord(at + 1) && is('=', wordEnd(at + 1));
  }

  private boolean isSentenceEnd(int at) {
    if (!isPunctuation(at)) {
      return false;
    }
    if (at < punctuationStart || at >= punctuationEnd) {
      punctuationStart = at;
      punctuationEnd = at + 1;
      while (isPunctuation(punctuationEnd)) {
        punctuationEnd++;
      }
    }
    return isSpace(punctuationEnd);
  }

  private int escapesEnd(int start) {
    int end = start;
    while (is('\\', end)) {
      end++;
    }
    return end;
  }

  private int blanksEnd(int start) {
    int end = start;
    while (is(' ', end) || is('\t', end)) {
      end++;
    }
    return end;
  }

  private boolean isLineEnd(int at) {
    return at >= text.length() || is('\n', at) || is('\r', at);
  }

  private boolean isPunctuation(int at) {
    return at < text.length() && PUNCTUATION.indexOf(text.charAt(at)) >= 0;
  }

  private boolean isQuote(int at) {
    return is('"', at) || is('\'', at);
  }

  /** Whether a number, an array or an object begins here. */
  private boolean isJson(int at) {
    return isDigit(at) || is('-', at) || is('[', at) || is('{', at);
  }
}
