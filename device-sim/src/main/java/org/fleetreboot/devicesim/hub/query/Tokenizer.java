package org.fleetreboot.devicesim.hub.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * Splits a query into tokens, in linear time.
 *
 * <p>{@code [[} starts a name where a name is expected, after a dot or {@code AS}; elsewhere it
 * starts a nested array.
 */
final class Tokenizer {
  private static final String PLAIN_NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*+";

  /**
   * Where a name is expected, it includes hyphens, so that a name may end in a UUID. A single
   * hyphen before a plain number is a minus.
   */
  private static final Pattern HYPHENATED =
      Pattern.compile(PLAIN_NAME + "(?!-\\p{N}++(?![-\\p{L}\\p{N}_$]))(?:-++[\\p{L}\\p{N}_$]++)++");

  private static final Pattern PLAIN =
      Pattern.compile(
          "(?<word>"
              + PLAIN_NAME
              + ")"
              + "|(?<number>0[xX]\\p{XDigit}++|\\d++(?:\\.\\d++)?(?:[eE][+-]?(?<exponent>\\d++))?)"
              + "|(?<symbol><=|>=|<>|!=|[=<>(),.*/%+\\[\\]-])");
  // The limit in query-twins, which also bounds the number of operators.
  private static final int LONGEST = 8192;
  private static final int MOST_EXPONENT_DIGITS = 3;

  private final String query;
  private final Matcher plain;
  private final Matcher hyphenated;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String query) {
    this.query = query;
    this.plain = PLAIN.matcher(query);
    this.hyphenated = HYPHENATED.matcher(query);
  }

  /** All tokens, followed by one of kind END. */
  static List<Token> tokens(String query) {
    if (query.length() > LONGEST) {
      throw HubRefusal.invalid(
          "The query has " + query.length() + " characters; at most " + LONGEST + " are allowed.");
    }
    return new Tokenizer(query).tokens();
  }

  private List<Token> tokens() {
    while (at < query.length()) {
      char next = query.charAt(at);
      if (Character.isWhitespace(next)) {
        at++;
      } else if (next == '\'' || next == '"') {
        StringLiteral literal = StringLiteral.read(query, at);
        add(Token.Kind.STRING, literal.content(), literal.end());
      } else if (query.startsWith("[[", at) && nameIsDue()) {
        bracketed();
      } else if (nameIsDue() && hyphenated.region(at, query.length()).lookingAt()) {
        add(Token.Kind.WORD, hyphenated.group(), hyphenated.end());
      } else if (plain.region(at, query.length()).lookingAt()) {
        requireExponentInRange();
        add(plainKind(), plain.group(), plain.end());
      } else {
        throw HubRefusal.invalid(
            "The query has an unexpected character at position " + (at + 1) + ".");
      }
    }
    tokens.add(new Token(Token.Kind.END, "", query.length() + 1));
    return tokens;
  }

  private boolean nameIsDue() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.get(tokens.size() - 1);
    return last.isSymbol(".") || last.isWord("AS");
  }

  private void bracketed() {
    int end = query.indexOf("]]", at);
    if (end <= at + 2) {
      throw HubRefusal.invalid(
          "The [[ at position " + (at + 1) + " is not followed by a name and ]].");
    }
    add(Token.Kind.BRACKETED, query.substring(at + 2, end), end + 2);
  }

  private void requireExponentInRange() {
    String exponent = plain.group("exponent");
    if (exponent != null && exponent.length() > MOST_EXPONENT_DIGITS) {
      throw HubRefusal.invalid(
          "The exponent of the number at position "
              + (at + 1)
              + " has more than "
              + MOST_EXPONENT_DIGITS
              + " digits.");
    }
  }

  private Token.Kind plainKind() {
    if (plain.group("word") != null) {
      return Token.Kind.WORD;
    }
    return plain.group("number") != null ? Token.Kind.NUMBER : Token.Kind.SYMBOL;
  }

  private void add(Token.Kind kind, String text, int end) {
    tokens.add(new Token(kind, text, at + 1));
    at = end;
  }
}
