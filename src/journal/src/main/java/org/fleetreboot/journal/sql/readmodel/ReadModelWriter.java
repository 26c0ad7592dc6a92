package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.projection.DeviceChange;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/**
 * Changes the tables by each event, in the transaction that stores the event: a read sees exactly
 * what is durable, and no crash leaves them apart. Only for the writer's thread.
 */
public final class ReadModelWriter {
  private final StreamNumbers streams;
  private final RunRows runs;
  private final GroupRows groups;
  private final DeviceRows devices;
  private final FleetRows fleets;
  private final PreparedStatement follow;
  private final Map<String, Long> followed = new HashMap<>();

  /** Gives a stream its number, before its first event if need be. */
  public interface StreamNumbers {
    long of(StreamId stream) throws SQLException;
  }

  public ReadModelWriter(
      Connection connection, Dialect dialect, StreamNumbers streams, GroupNumbers groupNumbers)
      throws SQLException {
    RecordCodec codec = new RecordCodec();
    this.streams = streams;
    runs = new RunRows(connection, codec);
    groups = new GroupRows(connection, codec, groupNumbers);
    devices = new DeviceRows(connection, dialect);
    fleets = new FleetRows(connection, codec);
    follow =
        connection.prepareStatement(
            """
            INSERT INTO followed(partition_no, position)
            VALUES ((SELECT partition_no FROM partition WHERE name = ?), ?)
            ON CONFLICT(partition_no) DO UPDATE SET position = excluded.position
            """);
  }

  /**
   * Applies an event. No row is changed by events of two partitions.
   *
   * @param streamNo the number of its stream
   * @param version its version in the stream
   */
  public void apply(StreamId stream, long streamNo, long version, Object decoded)
      throws SQLException {
    if (decoded instanceof RebootEvent event) {
      apply(stream.partition(), streamNo, version, event);
    } else if (decoded instanceof GroupEvent event) {
      apply(stream, event);
    } else if (decoded instanceof RunEvent event) {
      runs.apply(StreamNames.run(stream), event);
    } else if (decoded instanceof FleetStopEvent event) {
      fleets.apply(StreamNames.hub(stream), event);
    }
  }

  private void apply(StreamId stream, GroupEvent event) throws SQLException {
    OpenGroup group =
        groups.begun(
            new OpenGroup.Key(
                stream.partition(), StreamNames.run(stream), StreamNames.step(stream)));
    if (event instanceof GroupEvent.TargetsAdded added) {
      int place = group.entries;
      for (String device : added.devices()) {
        devices.join(group.groupNo, place++, streams.of(group.streams.device(device)));
      }
      group.join(added.devices());
    }
    group.fold(group.fold.apply(event));
  }

  /** A device has joined its group before anything else happens to it there. */
  private void apply(String partition, long streamNo, long version, RebootEvent event)
      throws SQLException {
    OpenGroup group = groups.known(new OpenGroup.Key(partition, event.run(), event.step()));
    if (group == null) {
      return;
    }
    group.fold(group.fold.apply(event));
    DeviceChange change = DeviceChange.of(event);
    long at = Nanos.of(event.at());
    if (change.status() != null) {
      group.saw(change.status());
      group.saw(at);
    }
    devices.change(group.groupNo, streamNo, version, at, change);
  }

  /** Says that everything up to that position was applied. */
  public void follow(String partition, long position) {
    followed.put(partition, position);
  }

  /** Stores what has changed. */
  public void flush() throws SQLException {
    devices.flush();
    groups.flush();
    runs.flush();
    for (Map.Entry<String, Long> partition : followed.entrySet()) {
      follow.setString(1, partition.getKey());
      follow.setLong(2, partition.getValue());
      follow.executeUpdate();
    }
    followed.clear();
  }
}
