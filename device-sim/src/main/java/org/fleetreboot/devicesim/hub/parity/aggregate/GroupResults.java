package org.fleetreboot.devicesim.hub.parity.aggregate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Caches grouped results until their last page was read. Computing one visits all twins, so it is
 * done for the first page only, which also makes the pages consistent. Evicts the least recently
 * used result; its next page is computed again. Thread-safe.
 */
public final class GroupResults {
  // With the maximum groups per result, at most 160,000 rows in memory.
  private static final int MOST = 16;

  private final Map<String, Result> results = new LinkedHashMap<>(MOST, 0.75f, true);
  private long lastId;

  private record Result(String query, List<ObjectNode> rows) {}

  /** Caches the rows of a query; returns the key. */
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
