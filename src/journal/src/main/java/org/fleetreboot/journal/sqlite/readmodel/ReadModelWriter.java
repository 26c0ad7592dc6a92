package org.fleetreboot.journal.sqlite.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.journal.HubStreams;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.projection.DeviceChange;
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
  private final DeviceRows devices;
  private final FleetRows fleets;
  private final PreparedStatement follow;
  private final Map<String, Long> followed = new HashMap<>();

  /** Gives a stream its number, before its first event if need be. */
  public interface StreamNumbers {
    long of(StreamId stream) throws SQLException;
  }

  public ReadModelWriter(Connection connection, StreamNumbers streams) throws SQLException {
    RecordCodec codec = new RecordCodec();
    this.streams = streams;
    runs = new RunRows(connection, codec);
    devices = new DeviceRows(connection);
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
   * Applies an event, each run before its devices.
   *
   * @param streamNo the number of its stream
   * @param version its version in the stream
   */
  public void apply(StreamId stream, long streamNo, long version, Object decoded)
      throws SQLException {
    if (decoded instanceof RebootEvent event) {
      apply(streamNo, version, event);
    } else if (decoded instanceof GroupEvent event) {
      apply(stream, event);
    } else if (decoded instanceof RunEvent event) {
      apply(StreamNames.run(stream), event);
    } else if (decoded instanceof FleetStopEvent event) {
      fleets.apply(StreamNames.hub(stream), event);
    }
  }

  private void apply(String id, RunEvent event) throws SQLException {
    OpenRun run = runs.run(id);
    if (run != null) {
      run.apply(event, runs::nextStepNo);
    } else if (event instanceof RunEvent.RunAccepted accepted) {
      runs.add(id, accepted);
    }
  }

  private void apply(StreamId stream, GroupEvent event) throws SQLException {
    OpenRun run = runs.run(StreamNames.run(stream));
    if (run == null) {
      return;
    }
    OpenStep step = run.step(StreamNames.step(stream), runs::nextStepNo);
    if (event instanceof GroupEvent.TargetsAdded added) {
      String hub = stream.name().substring(stream.name().lastIndexOf('/') + 1);
      HubStreams devicesOfHub = HubStreams.of(hub);
      int place = step.entries;
      for (String device : added.devices()) {
        long streamNo = streams.of(devicesOfHub.device(device));
        devices.join(step.stepNo, place++, streamNo);
      }
      step.join(added.devices().size());
    }
    step.fold(step.fold.apply(event));
  }

  private void apply(long streamNo, long version, RebootEvent event) throws SQLException {
    OpenRun run = runs.run(event.run());
    if (run == null) {
      return;
    }
    OpenStep step = run.step(event.step(), runs::nextStepNo);
    step.fold(step.fold.apply(event));
    DeviceChange change = DeviceChange.of(event);
    long at = Nanos.of(event.at());
    if (change.status() != null) {
      step.saw(change.status());
      step.saw(at);
    }
    devices.change(step.stepNo, streamNo, version, at, change);
  }

  /** Says that everything up to that position was applied. */
  public void follow(String partition, long position) {
    followed.put(partition, position);
  }

  /** Stores what has changed. */
  public void flush() throws SQLException {
    devices.flush();
    runs.flush();
    for (Map.Entry<String, Long> partition : followed.entrySet()) {
      follow.setString(1, partition.getKey());
      follow.setLong(2, partition.getValue());
      follow.executeUpdate();
    }
    followed.clear();
  }
}
