package org.fleetreboot.journal.sql.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.projection.DeviceChange;
import org.fleetreboot.journal.sql.event.EventRows;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row of a device, with the events that it points to. They must be there and fit their
 * hashes, as for everybody who reads an event.
 */
final class EntryReader {
  static final String COLUMNS =
      "d.entry_no, r.run_no, g.step, t.name, d.status, d.at, d.detail, d.back_late_at, "
          + columns("d.version", "e")
          + ", "
          + columns("d.answer_version", "a");

  /** The last event, and the answer. */
  static final String JOINS =
      " LEFT JOIN event e ON e.stream_no = d.stream_no AND e.version = d.version"
          + " LEFT JOIN event a ON a.stream_no = d.stream_no AND a.version = d.answer_version";

  private static final int LAST = 9;
  private static final int COLUMNS_OF_AN_EVENT = 9;
  private static final int ANSWER = LAST + COLUMNS_OF_AN_EVENT;

  private final EventCodec codec;
  private final EventRows events;

  EntryReader(EventCodec codec, EventRows events) {
    this.codec = codec;
    this.events = events;
  }

  /** The version that the row names, the event, and the hash before it. */
  private static String columns(String version, String event) {
    return (version + ", " + EventRows.COLUMNS + ", " + EventRows.HASH_BEFORE)
        .replace(" e.", " " + event + ".");
  }

  /**
   * The device of the row.
   *
   * @throws org.fleetreboot.journal.JournalDamaged if one of its events is missing or was changed
   * @throws UnreadableRow if it shows another outcome than its event
   */
  Entry read(ResultSet row) throws SQLException {
    StreamId stream = stream(row.getString(4));
    RecordedEvent last = event(row, LAST, stream);
    RecordedEvent answer = event(row, ANSWER, stream);
    DeviceStatus status = StatusNo.status(row.getInt(5));
    requireProved(status, last, stream);
    DeviceView device =
        new DeviceView(
            StreamNames.hub(stream),
            StreamNames.device(stream),
            row.getString(3),
            status,
            instant(row, 6),
            row.getString(7),
            answer == null ? null : DeviceChange.answer((RebootEvent) codec.decode(answer)),
            instant(row, 8));
    Proof proof = last == null ? null : new Proof(last.id(), last.type(), last.position().value());
    return new Entry(row.getLong(1), row.getLong(2), device, proof);
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column) == null ? null : Nanos.instant(row.getLong(column));
  }

  /**
   * An outcome is the one of the event that is shown as its proof. A device that joined its group
   * again waits, and its last event may be the earlier outcome.
   */
  private void requireProved(DeviceStatus status, @Nullable RecordedEvent last, StreamId stream) {
    if (status.outcome() != null
        && last != null
        && codec.isSettling(last)
        && codec.decode(last) instanceof RebootEvent.Settling proof
        && proof.outcome() != status.outcome()) {
      throw new UnreadableRow(
          "%s is %s there and %s by its last event"
              .formatted(StreamNames.device(stream), status.word(), proof.outcome().word()));
    }
  }

  private static StreamId stream(String name) {
    // The partition is not needed to take a name apart.
    StreamId device = new StreamId(StreamId.RUNS, name);
    return StreamId.device(StreamNames.hub(device), StreamNames.device(device));
  }

  private @Nullable RecordedEvent event(ResultSet row, int first, StreamId stream)
      throws SQLException {
    if (row.getObject(first) == null) {
      return null;
    }
    if (row.getObject(first + 1) == null) {
      throw events.missing(stream, row.getLong(first));
    }
    return events.read(row, first + 1, stream, row.getBytes(first + COLUMNS_OF_AN_EVENT - 1));
  }
}
