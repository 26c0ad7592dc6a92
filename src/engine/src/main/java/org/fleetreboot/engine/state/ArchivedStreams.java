package org.fleetreboot.engine.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** Folds streams of runs that are over: runs, their groups and their devices, each by itself. */
public final class ArchivedStreams implements ArchivedStates {
  private final EventCodec events = new EventCodec();
  private final StateCodec states = new StateCodec();
  private final SteadyTime steady = new SteadyTime();
  private final Map<StreamId, LiveDevice> devices = new HashMap<>();
  private final Map<StreamId, LiveRun> runs = new HashMap<>();
  private final Set<StreamId> settled = new HashSet<>();

  @Override
  public void event(RecordedEvent recorded) {
    StreamId stream = recorded.stream();
    Object event = events.decode(recorded);
    if (event instanceof RunEvent ofRun) {
      runs.computeIfAbsent(
              stream,
              id -> new LiveRun(StreamNames.run(id), new SteadyTime(), new HubStops(List.of())))
          .apply(ofRun);
    } else if (event instanceof RebootEvent ofDevice) {
      StreamFold.apply(
          devices.computeIfAbsent(stream, id -> new LiveDevice(StreamNames.device(id), steady)),
          ofDevice);
    } else if (event instanceof GroupEvent.GroupSettled) {
      settled.add(stream);
    }
  }

  @Override
  public @Nullable Snapshot leave(StreamId stream, long version) {
    LiveDevice device = devices.get(stream);
    if (device != null) {
      if (!isAtRest(device.state())) {
        return null;
      }
      devices.remove(stream);
      return states.encode(stream, version, device.atRest());
    }
    LiveRun run = runs.remove(stream);
    if (run != null) {
      return states.encode(stream, version, run.state());
    }
    return settled.remove(stream) ? StateCodec.settledGroup(stream, version) : null;
  }

  private static boolean isAtRest(RebootState state) {
    return state instanceof RebootState.Idle || state instanceof RebootState.Doubtful;
  }
}
