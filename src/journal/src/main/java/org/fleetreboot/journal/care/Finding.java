package org.fleetreboot.journal.care;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a journal.
 *
 * @param what a sentence without its full stop
 * @param event the first event that is not as it was written; null if the fault is in no event
 * @param isDerived whether the fault is in what can be rebuilt from the events
 */
public record Finding(String what, @Nullable Place event, boolean isDerived) {
  public Finding(String what, @Nullable Place event) {
    this(what, event, false);
  }

  public Finding(String what) {
    this(what, null);
  }

  /**
   * Where an event is, or should be.
   *
   * @param stream null if the event is missing
   * @param version 0 if the event is missing
   * @param type null if the event is missing
   */
  public record Place(
      String partition,
      long position,
      @Nullable String stream,
      long version,
      @Nullable String type) {

    @Override
    public String toString() {
      String place = "event %d of %s".formatted(position, partition);
      return stream == null
          ? place
          : place + " (%s, version %d of %s)".formatted(type, version, stream);
    }
  }
}
