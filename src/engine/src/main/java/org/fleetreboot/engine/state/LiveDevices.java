package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.fleetreboot.workflow.device.RebootState;
import org.jspecify.annotations.Nullable;

/** The devices of one hub in memory; those at rest are read when somebody asks for them. */
final class LiveDevices {
  private final DeviceTable devices = new DeviceTable();
  private final DownDevices down = new DownDevices();
  private final UnrecordedTimes unrecorded = new UnrecordedTimes();
  private final RestingStates atRest;
  private final Passivation passivation;
  private final LiveHub hub;

  /** When the engine started; null while the journal is folded. */
  private @Nullable Instant begun;

  LiveDevices(LiveHub hub, RestingStates atRest, Passivation passivation) {
    this.atRest = atRest;
    this.passivation = passivation;
    this.hub = hub;
  }

  /** The engine starts, and all of the journal happened before. */
  void begin(Instant now) {
    begun = now;
    devices.forEach(device -> device.begin(now));
    devices.forEach(device -> passivation.mayRest(hub, device));
  }

  DownDevices down() {
    return down;
  }

  Iterable<LiveDevice> all() {
    return devices;
  }

  /** The device, if it is in memory; otherwise null. */
  @Nullable LiveDevice inMemory(String id) {
    return devices.get(id);
  }

  boolean has(LiveDevice device) {
    return devices.get(device.id) == device;
  }

  @Nullable LiveDevice known(String id) {
    LiveDevice known = devices.get(id);
    if (known == null) {
      atRest.devices(hub.streams, List.of(id)).forEach(this::restore);
      known = devices.get(id);
    }
    return known;
  }

  LiveDevice knownOrNew(String id) {
    LiveDevice known = known(id);
    return known == null ? add(id) : known;
  }

  private void load(Collection<String> ids) {
    List<String> absent = ids.stream().filter(id -> devices.get(id) == null).toList();
    if (!absent.isEmpty()) {
      atRest.devices(hub.streams, absent).forEach(this::restore);
    }
  }

  void loadOrAdd(Collection<String> ids) {
    load(ids);
    ids.stream().filter(id -> devices.get(id) == null).forEach(this::add);
  }

  void restore(String id, RestingStates.Device kept) {
    LiveDevice device = add(id);
    device.restore(kept, begun, unrecorded.take(id));
    down.moved(device, RebootState.INITIAL);
  }

  /** The device in a fold of the journal, which needs nothing else of it. */
  LiveDevice folded(String id) {
    LiveDevice known = devices.get(id);
    return known == null ? add(id) : known;
  }

  private LiveDevice add(String id) {
    LiveDevice device = new LiveDevice(id, hub.steady());
    devices.add(device);
    mayRest(device);
    return device;
  }

  /** The device may be at rest when the step ends. */
  void mayRest(LiveDevice device) {
    // The fold of the journal sees what is at rest at its end.
    if (begun != null) {
      passivation.mayRest(hub, device);
    }
  }

  void leave(LiveDevice device) {
    devices.remove(device.id);
    down.left(device);
    unrecorded.keep(device);
  }

  /** A run is over: forgets what no rule asks for any more. */
  void prune(Instant now) {
    unrecorded.prune(hub.steady().of(now));
  }

  @Nullable Instant connectedAt(String id) {
    LiveDevice known = devices.get(id);
    return known == null ? unrecorded.connectedAt(id) : known.connectedAt();
  }
}
