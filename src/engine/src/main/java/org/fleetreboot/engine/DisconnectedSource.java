package org.fleetreboot.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.workflow.TagPath;
import org.jspecify.annotations.Nullable;

/** Tells which devices are disconnected. */
@FunctionalInterface
public interface DisconnectedSource {
  /** Knows of none. */
  DisconnectedSource NONE =
      (tags, everybody, since, collector) -> CompletableFuture.completedStage(null);

  /**
   * Collects the enabled devices that the hub says are disconnected.
   *
   * @param tags those that matter
   * @param everybody whether devices that have none of them matter, too
   * @param since those that were active last before it need not be told
   * @return completes when all pages are handed over, and fails when nobody can tell; the message
   *     is the reason. Trouble of the hub is none: see {@link PageCollector#troubled}
   */
  CompletionStage<Void> collect(
      Set<TagPath> tags, boolean everybody, Instant since, PageCollector<Disconnected> collector);

  /**
   * A device that is disconnected.
   *
   * @param tags the values of the tags that matter; without those that it lacks
   * @param lastSeen when it was active last; null for never
   */
  record Disconnected(String device, Map<TagPath, String> tags, @Nullable Instant lastSeen) {
    public Disconnected {
      tags = Map.copyOf(tags);
    }
  }
}
