package org.fleetreboot.journal.sql.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.care.ChainHead;

/**
 * Heads that somebody has kept. Two of one position contradict each other: after a journal was
 * written anew, a place that collects heads has both.
 */
public final class ExpectedHeads {
  private record Place(String partition, long position) {}

  private final Map<Place, Set<String>> left = new HashMap<>();

  public ExpectedHeads(List<ChainHead> heads) {
    for (ChainHead head : heads) {
      left.computeIfAbsent(place(head), place -> new HashSet<>()).add(head.hash());
    }
  }

  private static Place place(ChainHead head) {
    return new Place(head.partition(), head.position());
  }

  /** Whether the journal may have this hash at this place, which is asked for once. */
  public boolean allow(ChainHead found) {
    if (left.isEmpty()) {
      return true;
    }
    Set<String> hashes = left.remove(place(found));
    return hashes == null || hashes.equals(Set.of(found.hash()));
  }

  /** The heads of places that were not asked for. */
  public List<ChainHead> left() {
    List<ChainHead> heads = new ArrayList<>();
    left.forEach(
        (place, hashes) ->
            hashes.forEach(
                hash -> heads.add(new ChainHead(place.partition(), place.position(), hash))));
    return heads;
  }
}
