package org.fleetreboot.journal;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is not yet stored.
 *
 * @param id unique for ever; readers use it to drop duplicates
 * @param type its stored name with a version, such as {@code reboot.confirmed.v1}
 * @param data its content; shared, not copied, so it must not be changed
 * @param event what {@code data} was encoded from, so that nobody has to decode what was just
 *     encoded; null if it did not come from an {@link EventCodec}
 */
// An array, because content is never copied on the way to the disk; equals compares the content.
@SuppressWarnings("ArrayRecordComponent")
public record NewEvent(UUID id, String type, byte[] data, @Nullable Object event) {
  public NewEvent(UUID id, String type, byte[] data) {
    this(id, type, data, null);
  }

  public NewEvent {
    if (type.isBlank()) {
      throw new IllegalArgumentException("Event " + id + " has no type.");
    }
  }

  /** Equal by stored content. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NewEvent that
        && id.equals(that.id)
        && type.equals(that.type)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return type + " " + id + " (" + data.length + " bytes)";
  }
}
