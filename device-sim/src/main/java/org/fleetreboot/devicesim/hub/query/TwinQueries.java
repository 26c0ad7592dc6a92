package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.parity.aggregate.GroupResults;

/**
 * Runs queries. A page takes time linear in the devices after its start, the first page of groups
 * in all devices, so it must not run on an event loop. Thread-safe.
 */
public final class TwinQueries {
  private final List<QuerySource> sources;
  private final GroupResults results = new GroupResults();

  /** Queries on the given collections. */
  public TwinQueries(List<QuerySource> sources) {
    this.sources = sources;
  }

  /**
   * Runs a query, or refuses it with 400.
   *
   * @param pageSize maximum number of rows, 1 or more; reduced to {@link QueryPage#LARGEST}
   * @param continuation from the previous page; empty for the first page
   */
  public QueryPage page(String text, int pageSize, Optional<String> continuation) {
    Query query = QueryParser.parse(text, sources);
    ContinuationToken from =
        continuation
            .map(token -> ContinuationToken.read(token, text))
            .orElse(ContinuationToken.START);
    int size = Math.min(pageSize, QueryPage.LARGEST);
    return query.projection() instanceof Projection.Groups groups
        ? groups(query, groups, text, size, from)
        : rows(query, (Projection.EachRow) query.projection(), text, size, from);
  }

  private static QueryPage rows(
      Query query, Projection.EachRow each, String text, int size, ContinuationToken from) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    String lastKey = "";
    Iterator<QuerySource.Row> rows =
        query.source().rows(from.lastKey()).filter(row -> query.admits(row.document())).iterator();
    int left = Math.max(0, query.top() - from.delivered());
    while (items.size() < Math.min(size, left) && rows.hasNext()) {
      QuerySource.Row row = rows.next();
      lastKey = row.key();
      items.add(each.row(row.document()));
    }
    // A further page requires a further row: clients fail on an empty last page.
    boolean more = items.size() < left && rows.hasNext();
    ContinuationToken next = new ContinuationToken(from.delivered() + items.size(), lastKey);
    return new QueryPage(
        items, query.itemType(), more ? Optional.of(next.token(text)) : Optional.empty());
  }

  private QueryPage groups(
      Query query, Projection.Groups groups, String text, int size, ContinuationToken from) {
    Optional<List<ObjectNode>> kept = results.find(from.lastKey(), text);
    List<ObjectNode> rows = kept.orElseGet(() -> rows(query, groups));
    int begin = Math.min(from.delivered(), rows.size());
    int end = Math.min(begin + size, rows.size());
    ArrayNode items = JsonNodeFactory.instance.arrayNode().addAll(rows.subList(begin, end));
    if (end == rows.size()) {
      results.forget(from.lastKey());
      return new QueryPage(items, query.itemType(), Optional.empty());
    }
    String id = kept.isPresent() ? from.lastKey() : results.keep(text, rows);
    return new QueryPage(
        items, query.itemType(), Optional.of(new ContinuationToken(end, id).token(text)));
  }

  private static List<ObjectNode> rows(Query query, Projection.Groups groups) {
    return Group.of(
            groups, query.source().rows("").map(QuerySource.Row::document).filter(query::admits))
        .stream()
        .map(Group::row)
        .limit(query.top())
        .toList();
  }
}
