package org.fleetreboot.journal.sqlite.readmodel;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.projection.DeviceChange;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/** Reads a row of a device, with the events that it points to. */
final class EntryReader {
  static final String COLUMNS =
      "d.entry_no, s.run_no, s.name, t.name, d.status, d.at, d.detail,"
          + " e.event_id, et.name, e.sequence & 0xFFFFFFFFFF,"
          + " d.answer_version, a.event_id, at.name, a.sequence & 0xFFFFFFFFFF, a.data";

  /** The last event, and the answer. */
  static final String JOINS =
      " LEFT JOIN event e ON e.stream_no = d.stream_no AND e.version = d.version"
          + " LEFT JOIN event_type et ON et.type_no = e.type_no"
          + " LEFT JOIN event a ON a.stream_no = d.stream_no AND a.version = d.answer_version"
          + " LEFT JOIN event_type at ON at.type_no = a.type_no";

  private final EventCodec codec;

  EntryReader(EventCodec codec) {
    this.codec = codec;
  }

  Entry read(ResultSet row) throws SQLException {
    // The partition is not needed to take a name apart.
    StreamId stream = new StreamId(StreamId.RUNS, row.getString(4));
    Object at = row.getObject(6);
    DeviceView device =
        new DeviceView(
            StreamNames.device(stream),
            row.getString(3),
            StatusNo.status(row.getInt(5)),
            at == null ? null : Nanos.instant(row.getLong(6)),
            row.getString(7),
            answer(row, stream));
    byte[] event = row.getBytes(8);
    Proof proof = event == null ? null : new Proof(uuid(event), row.getString(9), row.getLong(10));
    return new Entry(row.getLong(1), row.getLong(2), device, proof);
  }

  private DeviceView.@Nullable Answer answer(ResultSet row, StreamId stream) throws SQLException {
    byte[] event = row.getBytes(12);
    if (event == null) {
      return null;
    }
    RecordedEvent recorded =
        new RecordedEvent(
            new Position(row.getLong(14)),
            stream,
            row.getLong(11),
            uuid(event),
            row.getString(13),
            Instant.EPOCH,
            row.getBytes(15));
    return DeviceChange.answer((RebootEvent) codec.decode(recorded));
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer id = ByteBuffer.wrap(bytes);
    return new UUID(id.getLong(), id.getLong());
  }
}
