package org.fleetreboot.journal;

import java.util.List;

/**
 * What to append to one stream, and the version that the writer expects.
 *
 * @param expectedVersion the version of the stream's last event, 0 if there is no stream yet; the
 *     first of {@code events} gets the version after it
 * @param events at least one, in order
 */
public record StreamAppend(StreamId stream, long expectedVersion, List<NewEvent> events) {
  public StreamAppend {
    events = List.copyOf(events);
    if (expectedVersion < 0) {
      throw new IllegalArgumentException(
          "An expected version is at least 0, not " + expectedVersion + " for " + stream.name());
    }
    if (events.isEmpty()) {
      throw new IllegalArgumentException("An append to " + stream.name() + " has no events.");
    }
  }

  /** The version of the stream after this append. */
  public long lastVersion() {
    return expectedVersion + events.size();
  }

  /**
   * Refuses an invalid batch, as every journal must, and returns its own copy of the batch.
   *
   * @throws IllegalArgumentException if the batch is empty, or touches another partition
   */
  public static List<StreamAppend> batch(String partition, List<StreamAppend> appends) {
    if (appends.isEmpty()) {
      throw new IllegalArgumentException("An append to " + partition + " has no streams.");
    }
    for (StreamAppend append : appends) {
      if (!append.stream().partition().equals(partition)) {
        throw new IllegalArgumentException(
            "A batch is atomic within one partition: "
                + append.stream().name()
                + " lies in "
                + append.stream().partition()
                + ", the batch is for "
                + partition
                + ". Append to each partition separately.");
      }
    }
    return List.copyOf(appends);
  }
}
