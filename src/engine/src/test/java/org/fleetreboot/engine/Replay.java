package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.FleetReader;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.RestingStatesInJournal;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.run.RunState;

/** The states that reading the journal gives, by kind and name. */
final class Replay {
  private static final EventCodec EVENTS = new EventCodec();
  private static final StateCodec STATES = new StateCodec();

  private Replay() {}

  /** The fold of all events. */
  static Map<String, Object> of(JournalReader journal) {
    Fleet fleet = new Fleet(hubs(journal));
    new FleetReader(journal, EVENTS, STATES).readAll(fleet);
    return states(fleet, journal);
  }

  /** The snapshots, and the fold of what is in none of them. */
  static Map<String, Object> fromSnapshots(JournalReader journal) {
    Fleet fleet = new Fleet(hubs(journal), new RestingStatesInJournal(journal, EVENTS, STATES));
    new FleetReader(journal, EVENTS, STATES).readOpen(fleet, FoldProgress.NONE);
    return states(fleet, journal);
  }

  /** The snapshots say the same as the events. */
  static void assertSnapshotsAgree(JournalReader journal) {
    if (journal.snapshots().format() == StateCodec.FORMAT) {
      assertThat(fromSnapshots(journal)).as("from snapshots").isEqualTo(of(journal));
    }
  }

  /** The states that a fleet has in memory, and those that it reads when it is asked for them. */
  static Map<String, Object> states(Fleet fleet, JournalReader journal) {
    Map<String, Object> states = new TreeMap<>();
    for (StreamId stream : streams(journal)) {
      if (StreamNames.isDevice(stream)) {
        LiveDevice device =
            fleet.hub(StreamNames.hub(stream)).knownDevice(StreamNames.device(stream));
        put(states, stream.name(), device == null ? RebootState.INITIAL : device.state());
      } else if (stream.partition().equals(StreamId.RUNS)) {
        LiveRun run = fleet.knownRun(StreamNames.run(stream));
        put(states, stream.name(), run == null ? RunState.INITIAL : run.state());
      }
    }
    for (LiveHub hub : fleet.hubs()) {
      for (LiveGroup group : hub.groups()) {
        put(states, group.stream().name(), group.state());
      }
      put(states, "fleet/" + hub.name, hub.stop());
    }
    return states;
  }

  private static List<String> hubs(JournalReader journal) {
    List<String> hubs =
        journal.partitions().stream()
            .filter(partition -> !partition.equals(StreamId.RUNS))
            .map(StreamId::hubOf)
            .toList();
    return hubs.isEmpty() ? List.of("local") : hubs;
  }

  private static Set<StreamId> streams(JournalReader journal) {
    Set<StreamId> streams = new LinkedHashSet<>();
    for (String partition : journal.partitions()) {
      journal.readAll(partition, Position.START, event -> streams.add(event.stream()));
    }
    return streams;
  }

  /** Leaves out what was only named, with nothing recorded about it. */
  private static void put(Map<String, Object> states, String name, Object state) {
    if (!state.equals(RebootState.INITIAL)
        && !state.equals(GroupState.INITIAL)
        && !state.equals(RunState.INITIAL)
        && !state.equals(FleetStop.NONE)) {
      states.put(name, state);
    }
  }
}
