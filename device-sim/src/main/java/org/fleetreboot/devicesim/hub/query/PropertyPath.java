package org.fleetreboot.devicesim.hub.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * A path in a query, which is resolved against the collection in FROM.
 *
 * @param names never empty
 */
record PropertyPath(List<Token> names) {
  private static final String NAME =
      "the name of a property (one that does not begin with a letter, _ or $, or has other signs"
          + " than these, digits and hyphens, is written [[like-this]])";

  static PropertyPath read(TokenReader tokens) {
    if (tokens.peek().kind() != Token.Kind.WORD || TokenReader.isOtherSql(tokens.peek())) {
      throw tokens.unexpected("a property");
    }
    List<Token> names = new ArrayList<>();
    names.add(tokens.take());
    while (tokens.takeSymbol(".")) {
      Token name = tokens.expectName(NAME);
      // The only keyword that needs brackets according to iot-hub-devguide-query-language.
      if (name.isWord("GROUP")) {
        throw HubRefusal.invalid(
            name.described() + " is a keyword; write the property name as [[group]].");
      }
      names.add(name);
    }
    if (tokens.peek().isSymbol("[")) {
      throw TokenReader.notSupported("[ ] after a path", tokens.peek());
    }
    return new PropertyPath(List.copyOf(names));
  }

  /**
   * Resolves the path in a collection, whose name may be a prefix, as in {@code
   * devices.jobs.deviceId}. The first name is case-insensitive, like {@code DeviceId} in
   * query-twins.
   */
  Expression.Path in(QuerySource source) {
    List<Token> inDocument = names.subList(prefixLength(source), names.size());
    Token root = inDocument.get(0);
    List<String> path = new ArrayList<>();
    path.add(field(source, root).orElseThrow(() -> noSuchField(source, root)));
    inDocument.stream().skip(1).map(Token::text).forEach(path::add);
    return new Expression.Path(List.copyOf(path));
  }

  private int prefixLength(QuerySource source) {
    List<String> prefix = List.of(source.name().split("\\."));
    if (names.size() <= prefix.size()) {
      return 0;
    }
    for (int i = 0; i < prefix.size(); i++) {
      if (!names.get(i).isWord(prefix.get(i))) {
        return 0;
      }
    }
    return prefix.size();
  }

  private static Optional<String> field(QuerySource source, Token root) {
    return source.fields().stream().filter(root::isWord).findFirst();
  }

  private static HubRefusal noSuchField(QuerySource source, Token root) {
    return HubRefusal.invalid(
        "FROM "
            + source.name()
            + " has no "
            + root.described()
            + ". A path begins with one of "
            + String.join(", ", new TreeSet<>(source.fields()))
            + "; a name with other signs than letters, digits, _ and $ is written [[like-this]].");
  }
}
