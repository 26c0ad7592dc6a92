package org.fleetreboot.journal;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * A stored event: durable and immutable.
 *
 * @param position its place in the partition of {@code stream}, from 1, without a gap
 * @param version its place in the stream, from 1, without a gap
 * @param id unique for ever; readers use it to drop duplicates
 * @param type its stored name with a version, such as {@code reboot.confirmed.v1}
 * @param recordedAt when the journal wrote it, in whole milliseconds; the wall clock may jump, so
 *     order by position
 * @param data its content; shared, not copied, so it must not be changed
 */
// An array, because content is never copied on the way to the disk; equals compares the content.
@SuppressWarnings("ArrayRecordComponent")
public record RecordedEvent(
    Position position,
    StreamId stream,
    long version,
    UUID id,
    String type,
    Instant recordedAt,
    byte[] data) {

  /** Equal by content. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RecordedEvent that
        && position.equals(that.position)
        && stream.equals(that.stream)
        && version == that.version
        && id.equals(that.id)
        && type.equals(that.type)
        && recordedAt.equals(that.recordedAt)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return position.value() + " " + stream.name() + "@" + version + " " + type + " " + recordedAt;
  }
}
