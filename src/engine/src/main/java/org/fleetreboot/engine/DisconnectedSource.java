package org.fleetreboot.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/** Tells which devices are disconnected. */
@FunctionalInterface
public interface DisconnectedSource {
  /** Knows of none. */
  DisconnectedSource NONE = (question, collector) -> CompletableFuture.completedStage(null);

  /**
   * Collects the enabled devices of the question.
   *
   * @return completes when all pages are handed over, and fails when nobody can tell; the message
   *     is the reason. Trouble of the hub is none: see {@link PageCollector#troubled}
   */
  CompletionStage<Void> collect(Question question, PageCollector<Seen> collector);

  /**
   * Which devices are to be told: those that are disconnected and were active since then; those
   * that are connected and were not, of which that time says nothing when they go; and some that
   * are named, unless they are connected and active.
   *
   * @param tags those that matter
   * @param everybody whether devices that have none of them matter, too
   * @param since the end of the time that is looked back on
   * @param named a few devices
   */
  record Question(Set<TagPath> tags, boolean everybody, Instant since, Set<String> named) {
    public Question {
      tags = Set.copyOf(tags);
      named = Set.copyOf(named);
    }
  }

  /**
   * A device as the hub sees it.
   *
   * @param tags the values of the tags that matter; without those that it lacks
   * @param lastActive when it was active last; null for never
   */
  record Seen(
      String device, boolean connected, Map<TagPath, String> tags, @Nullable Instant lastActive) {
    public Seen {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * A device that is disconnected.
   *
   * @param tags the values of the tags that matter; without those that it lacks
   * @param lastSeen when it was active last, or known to be connected; null for never
   */
  record Disconnected(String device, Map<TagPath, String> tags, @Nullable Instant lastSeen) {
    public Disconnected {
      tags = Map.copyOf(tags);
    }
  }
}
