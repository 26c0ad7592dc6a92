package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.HubStreams;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StateCodec;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of memory what nothing happens in: runs that are over, and devices at rest. Their
 * snapshots are saved a part at a time, so that a large run does not delay the others; what is
 * saved, and has not changed meanwhile, is forgotten.
 */
public final class Passivation {
  /** Enough to make its commit worthwhile, and encoded within milliseconds. */
  private static final int AT_ONCE = 1_000;

  private final Fleet fleet;
  private final ArrayDeque<Over> runs = new ArrayDeque<>();
  private ArrayDeque<LiveDevice> devices = new ArrayDeque<>();
  private boolean saving;

  Passivation(Fleet fleet) {
    this.fleet = fleet;
  }

  void over(LiveRun run, List<LiveGroup> groups) {
    runs.add(new Over(run, groups));
  }

  /** The device may be at rest when the step ends. */
  void mayRest(LiveDevice device) {
    devices.add(device);
  }

  /** Saves what can leave now; null if that is nothing, or if the part before is still saved. */
  public @Nullable Effect next(HubStreams streams, StateCodec codec, Instant now) {
    if (saving) {
      return null;
    }
    List<Snapshot> snapshots = new ArrayList<>();
    List<Saved> parts = new ArrayList<>();
    // First, so that no device of a run is closed while its run is open.
    while (!runs.isEmpty() && snapshots.size() < AT_ONCE) {
      Over over = runs.remove();
      LiveRun run = over.run();
      snapshots.add(codec.encode(run.stream(), run.version(), run.state()));
      for (LiveGroup group : over.groups()) {
        snapshots.add(codec.encode(group.stream(streams), group.version(), group.state()));
      }
      parts.add(new Saved(run, null, run.version()));
    }
    while (!devices.isEmpty() && snapshots.size() < AT_ONCE) {
      LiveDevice device = devices.remove();
      if (!fleet.mayLeave(device, now)) {
        continue;
      }
      if (device.version() == 0) {
        fleet.leave(device);
        continue;
      }
      snapshots.add(codec.encode(device.stream(streams), device.version(), device.atRest()));
      parts.add(new Saved(null, device, device.version()));
    }
    if (devices.isEmpty()) {
      devices = new ArrayDeque<>(); // gives the memory of many back
    }
    if (snapshots.isEmpty()) {
      return null;
    }
    saving = true;
    return new Effect.SaveSnapshots(snapshots, later -> saved(parts, later));
  }

  private void saved(List<Saved> parts, Instant now) {
    saving = false;
    for (Saved part : parts) {
      LiveRun run = part.run();
      LiveDevice device = part.device();
      if (run != null && run.version() == part.version()) {
        fleet.leave(run);
      }
      if (device != null && device.version() == part.version() && fleet.mayLeave(device, now)) {
        fleet.leave(device);
      }
    }
  }

  /** A run that is over, with its settled groups. */
  private record Over(LiveRun run, List<LiveGroup> groups) {}

  /** A run or a device, and the version that was saved. */
  private record Saved(@Nullable LiveRun run, @Nullable LiveDevice device, long version) {}
}
