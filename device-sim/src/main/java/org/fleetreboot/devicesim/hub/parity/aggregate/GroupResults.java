package org.fleetreboot.devicesim.hub.parity.aggregate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of grouped results of which not all pages were asked for. They cost a walk over all
 * twins, so it is made for the first page only, and the pages fit together. Of many results the one
 * that nobody has read for longest goes; its next page costs a new walk. Thread-safe.
 */
public final class GroupResults {
  // With the most groups of one result, a bound of 160,000 rows in memory.
  private static final int MOST = 16;

  private final Map<String, Result> results = new LinkedHashMap<>(MOST, 0.75f, true);
  private long lastId;

  private record Result(String query, List<ObjectNode> rows) {}

  /** Holds the rows of a query; gives what to find them by. */
  public synchronized String keep(String query, List<ObjectNode> rows) {
    String id = Long.toHexString(++lastId);
    results.put(id, new Result(query, rows));
    if (results.size() > MOST) {
      results.remove(results.keySet().iterator().next());
    }
    return id;
  }

  public synchronized Optional<List<ObjectNode>> find(String id, String query) {
    return Optional.ofNullable(results.get(id))
        .filter(result -> result.query().equals(query))
        .map(Result::rows);
  }

  public synchronized void forget(String id) {
    results.remove(id);
  }
}
