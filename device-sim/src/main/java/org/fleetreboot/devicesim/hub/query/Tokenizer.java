package org.fleetreboot.devicesim.hub.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Cuts a query into tokens. */
final class Tokenizer {
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?<word>[A-Za-z_$][A-Za-z0-9_$-]*+)"
              + "|(?<number>[+-]?\\d++(?:\\.\\d++)?(?:[eE][+-]?\\d{1,3})?)"
              + "|(?<symbol><=|>=|<>|!=|[=<>(),.*\\[\\]])");

  private final String query;
  private final Matcher plain;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String query) {
    this.query = query;
    this.plain = PLAIN.matcher(query);
  }

  /** All tokens, with one of kind END last. */
  static List<Token> tokens(String query) {
    return new Tokenizer(query).tokens();
  }

  private List<Token> tokens() {
    while (at < query.length()) {
      char next = query.charAt(at);
      if (Character.isWhitespace(next)) {
        at++;
      } else if (next == '\'' || next == '"') {
        string(next);
      } else if (plain.region(at, query.length()).lookingAt()) {
        tokens.add(plainToken());
        at = plain.end();
      } else {
        throw misfit(at);
      }
    }
    tokens.add(new Token(Token.Kind.END, "", query.length() + 1));
    return tokens;
  }

  /** A quote inside a string is doubled. */
  private void string(char quote) {
    int start = at;
    StringBuilder content = new StringBuilder();
    at++;
    while (true) {
      int end = query.indexOf(quote, at);
      if (end < 0) {
        throw misfit(start);
      }
      content.append(query, at, end);
      at = end + 1;
      if (at == query.length() || query.charAt(at) != quote) {
        break;
      }
      content.append(quote);
      at++;
    }
    tokens.add(new Token(Token.Kind.STRING, content.toString(), start + 1));
  }

  private Token plainToken() {
    Token.Kind kind =
        plain.group("word") != null
            ? Token.Kind.WORD
            : plain.group("number") != null ? Token.Kind.NUMBER : Token.Kind.SYMBOL;
    return new Token(kind, plain.group(), plain.start() + 1);
  }

  private static HubRefusal misfit(int index) {
    return HubRefusal.invalid(
        "The query has a character that does not fit at position " + (index + 1) + ".");
  }
}
