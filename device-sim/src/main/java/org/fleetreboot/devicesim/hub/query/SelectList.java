package org.fleetreboot.devicesim.hub.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.parity.aggregate.Aggregate;

/**
 * The list between SELECT and FROM; its meaning depends on FROM and GROUP BY.
 *
 * @param items empty for {@code *}
 */
record SelectList(Token start, List<Item> items) {
  /**
   * One element of the list.
   *
   * @param path empty for COUNT() only
   * @param alias the name after AS
   */
  private record Item(
      Token start,
      Optional<Aggregate> aggregate,
      Optional<PropertyPath> path,
      Optional<String> alias) {
    Projection.Column over(QuerySource source) {
      Optional<Expression.Path> place = path.map(written -> written.in(source));
      String name =
          alias
              .or(() -> place.map(Expression.Path::lastName))
              .orElseThrow(IllegalStateException::new);
      return new Projection.Column(name, aggregate, place);
    }
  }

  static SelectList read(TokenReader tokens) {
    Token start = tokens.peek();
    if (tokens.takeSymbol("*")) {
      return new SelectList(start, List.of());
    }
    List<Item> items = new ArrayList<>();
    do {
      items.add(tokens.peekSecond().isSymbol("(") ? aggregate(tokens) : field(tokens));
    } while (tokens.takeSymbol(","));
    return new SelectList(start, List.copyOf(items));
  }

  private static Item field(TokenReader tokens) {
    Token start = tokens.peek();
    PropertyPath path = PropertyPath.read(tokens);
    Optional<String> alias =
        tokens.takeWord("AS") ? Optional.of(tokens.expectName("a name").text()) : Optional.empty();
    return new Item(start, Optional.empty(), Optional.of(path), alias);
  }

  private static Item aggregate(TokenReader tokens) {
    Token start = tokens.peek();
    Aggregate aggregate =
        Optional.of(start)
            .filter(name -> name.kind() == Token.Kind.WORD)
            .flatMap(name -> Aggregate.named(name.text()))
            .orElseThrow(() -> TokenReader.notSupported(start.text() + "() after SELECT", start));
    tokens.take();
    tokens.expectSymbol("(");
    Optional<PropertyPath> path =
        aggregate == Aggregate.COUNT ? Optional.empty() : Optional.of(PropertyPath.read(tokens));
    tokens.expectSymbol(")");
    tokens.expectWord("AS");
    return new Item(
        start, Optional.of(aggregate), path, Optional.of(tokens.expectName("a name").text()));
  }

  /** The projection of a collection's documents, or of their groups. */
  Projection over(QuerySource source, List<Expression.Path> groupBy) {
    if (!source.allowsProjection() && !(items.isEmpty() && groupBy.isEmpty())) {
      throw TokenReader.notSupported(
          "Anything but SELECT * FROM " + source.name() + " without GROUP BY", start);
    }
    if (items.isEmpty() && groupBy.isEmpty()) {
      return new Projection.Everything();
    }
    if (items.isEmpty()) {
      throw TokenReader.notSupported("SELECT * with GROUP BY", start);
    }
    List<Projection.Column> columns = columns(source);
    if (groupBy.isEmpty() && columns.stream().allMatch(column -> column.aggregate().isEmpty())) {
      return new Projection.Fields(columns);
    }
    requireGrouped(columns, groupBy);
    return new Projection.Groups(groupBy, columns);
  }

  private List<Projection.Column> columns(QuerySource source) {
    List<Projection.Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Item item : items) {
      Projection.Column column = item.over(source);
      if (!names.add(column.name())) {
        throw HubRefusal.invalid(
            item.start().described()
                + " would be a duplicate '"
                + column.name()
                + "' in each row; rename it with AS.");
      }
      columns.add(column);
    }
    return List.copyOf(columns);
  }

  private void requireGrouped(List<Projection.Column> columns, List<Expression.Path> groupBy) {
    Set<Expression.Path> groups = Set.copyOf(groupBy);
    for (int i = 0; i < columns.size(); i++) {
      Projection.Column column = columns.get(i);
      if (column.aggregate().isEmpty() && !column.place().map(groups::contains).orElse(false)) {
        throw HubRefusal.invalid(
            items.get(i).start().described() + " is neither an aggregate nor in GROUP BY.");
      }
    }
  }
}
