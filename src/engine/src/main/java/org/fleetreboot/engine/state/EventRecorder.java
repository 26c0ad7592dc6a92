package org.fleetreboot.engine.state;

import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the rules decided: into the batch under way, and into the fleet in memory.
 *
 * <p>The memory runs ahead of the disk by one batch, and only the engine's thread sees it: when the
 * batch cannot be made durable the engine stops.
 */
public final class EventRecorder {
  private final Fleet fleet;
  public final String hub;
  private final EventCodec codec;
  private final RandomGenerator random;
  private final EventIds ids;
  private final ArrayDeque<Fact> untold = new ArrayDeque<>();
  private Batch batch = new Batch();

  public EventRecorder(
      Fleet fleet, String hub, EventCodec codec, RandomGenerator random, EventIds ids) {
    this.fleet = fleet;
    this.hub = hub;
    this.codec = codec;
    this.random = random;
    this.ids = ids;
  }

  /** Returns whether there was anything to write down. */
  public boolean record(List<FleetStopEvent> events) {
    for (FleetStopEvent event : events) {
      batch.add(StreamId.fleet(hub), fleet.stopVersion(), codec.encode(ids.next(), event), event);
      fleet.apply(event);
    }
    if (!events.isEmpty()) {
      untold.add(new Fact.OfFleet(events));
    }
    return !events.isEmpty();
  }

  public void record(LiveRun run, List<RunEvent> events) {
    for (RunEvent event : events) {
      batch.add(run.stream(), run.version(), codec.encode(ids.next(), event), event);
      fleet.apply(run, event);
    }
    if (!events.isEmpty()) {
      untold.add(new Fact.OfRun(run, events));
    }
  }

  public void record(LiveGroup group, List<GroupEvent> events) {
    for (GroupEvent event : events) {
      StreamId stream = group.stream(hub);
      batch.add(stream, group.version(), codec.encode(ids.next(), event), event);
      fleet.apply(group, event);
    }
    if (!events.isEmpty()) {
      untold.add(new Fact.OfGroup(group, events));
    }
  }

  public void record(LiveDevice device, List<RebootEvent> events) {
    RebootState before = device.state();
    for (RebootEvent event : events) {
      StreamId stream = device.stream(hub);
      batch.add(stream, device.version(), codec.encode(ids.next(), event), event);
      fleet.apply(device, event);
    }
    if (!events.isEmpty()) {
      untold.add(new Fact.OfDevice(device, before, events));
    }
  }

  /** Adds a fact that no event records. */
  public void tell(Fact fact) {
    untold.add(fact);
  }

  /** The next fact that nobody was told of; null when there is none. */
  public @Nullable Fact next() {
    return untold.poll();
  }

  /** Lets something out once all that was recorded until the end of this step is durable. */
  public void effect(Effect effect) {
    batch.effect(effect);
  }

  /** How much was recorded since the last batch. */
  public int recorded() {
    return batch.recorded().size();
  }

  /** Hands over what was decided, and begins anew. */
  public Batch close() {
    Batch full = batch;
    batch = new Batch();
    return full;
  }

  /** Of anything but an event. */
  public UUID newId() {
    // Version 4, variant 2 of RFC 9562, from a source that a test can seed.
    long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  public double jitter() {
    return random.nextDouble();
  }
}
