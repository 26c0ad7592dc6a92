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
  /** Knows of no disconnected device. */
  DisconnectedSource NONE = (question, collector) -> CompletableFuture.completedStage(null);

  /**
   * Collects the enabled devices that the question is about.
   *
   * @return completes when all pages are handed over; fails if nobody can tell, with the reason as
   *     its message. Trouble of the hub is no failure: see {@link PageCollector#troubled}
   */
  CompletionStage<Void> collect(Question question, PageCollector<Seen> collector);

  /**
   * Asks for three kinds of devices: those that are disconnected and were active since the given
   * time; those that are connected and were not active since, because that time would say nothing
   * when they go; and the named ones, unless they are connected and active.
   *
   * @param tags the tags that matter
   * @param everybody whether devices without any of these tags matter too
   * @param since the earliest activity that matters
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
   * @param tags the values of the tags that matter, without tags that the device lacks
   * @param lastActive when it was last active; null for never
   */
  record Seen(
      String device, boolean connected, Map<TagPath, String> tags, @Nullable Instant lastActive) {
    public Seen {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * A disconnected device.
   *
   * @param tags the values of the tags that matter, without tags that the device lacks
   * @param lastSeen when it was last active, or last known to be connected; null for never
   */
  record Disconnected(String device, Map<TagPath, String> tags, @Nullable Instant lastSeen) {
    public Disconnected {
      tags = Map.copyOf(tags);
    }
  }
}
