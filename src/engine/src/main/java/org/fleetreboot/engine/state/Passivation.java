package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<LiveHub, ArrayDeque<LiveDevice>> devices = new LinkedHashMap<>();
  private boolean saving;

  Passivation(Fleet fleet) {
    this.fleet = fleet;
  }

  void over(LiveRun run, List<LiveGroup> groups) {
    runs.add(new Over(run, groups));
  }

  /** The device may be at rest when the step ends. */
  void mayRest(LiveHub hub, LiveDevice device) {
    devices.computeIfAbsent(hub, key -> new ArrayDeque<>()).add(device);
  }

  /** Saves what can leave now; null if that is nothing, or if the part before is still saved. */
  public @Nullable Effect next(StateCodec codec, Instant now) {
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
        snapshots.add(codec.encode(group.stream(), group.version(), group.state()));
      }
      parts.add(new Saved(null, run, null, run.version()));
    }
    devices.forEach((hub, waiting) -> encode(hub, waiting, codec, now, snapshots, parts));
    devices.values().removeIf(ArrayDeque::isEmpty); // gives the memory of many back
    if (snapshots.isEmpty()) {
      return null;
    }
    saving = true;
    return new Effect.SaveSnapshots(snapshots, later -> saved(parts, later));
  }

  private static void encode(
      LiveHub hub,
      ArrayDeque<LiveDevice> waiting,
      StateCodec codec,
      Instant now,
      List<Snapshot> snapshots,
      List<Saved> parts) {
    while (!waiting.isEmpty() && snapshots.size() < AT_ONCE) {
      LiveDevice device = waiting.remove();
      if (!hub.mayLeave(device, now)) {
        continue;
      }
      if (device.version() == 0) {
        hub.leave(device);
        continue;
      }
      snapshots.add(codec.encode(device.stream(hub.streams), device.version(), device.atRest()));
      parts.add(new Saved(hub, null, device, device.version()));
    }
  }

  private void saved(List<Saved> parts, Instant now) {
    saving = false;
    for (Saved part : parts) {
      LiveHub hub = part.hub();
      LiveRun run = part.run();
      LiveDevice device = part.device();
      if (run != null && run.version() == part.version()) {
        fleet.leave(run);
      }
      if (hub != null
          && device != null
          && device.version() == part.version()
          && hub.mayLeave(device, now)) {
        hub.leave(device);
      }
    }
  }

  /** A run that is over, with its settled groups. */
  private record Over(LiveRun run, List<LiveGroup> groups) {}

  /** A run, or a device of a hub, and the version that was saved. */
  private record Saved(
      @Nullable LiveHub hub, @Nullable LiveRun run, @Nullable LiveDevice device, long version) {}
}
