package org.fleetreboot.journal;

import java.util.Arrays;
import java.util.UUID;

/**
 * An event that is not yet stored.
 *
 * @param id unique for ever; readers use it to drop duplicates
 * @param type its stored name with a version, such as {@code reboot.confirmed.v1}
 * @param data its content; shared, not copied, so it must not be changed
 */
// An array, because content is never copied on the way to the disk; equals compares the content.
@SuppressWarnings("ArrayRecordComponent")
public record NewEvent(UUID id, String type, byte[] data) {
  public NewEvent {
    if (type.isBlank()) {
      throw new IllegalArgumentException("Event " + id + " has no type.");
    }
  }

  /** Equal by content. */
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
