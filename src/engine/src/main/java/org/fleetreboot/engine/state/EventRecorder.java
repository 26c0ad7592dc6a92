package org.fleetreboot.engine.state;

import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Records what the rules decided, in the output of the current step and in the fleet in memory.
 *
 * <p>The state in memory is a few steps ahead of the journal. Only the thread of the engine sees
 * it, and the engine stops if the events cannot be made durable.
 */
public final class EventRecorder {
  private final Fleet fleet;
  private final EventCodec codec;
  private final RandomGenerator random;
  private final EventIds ids;
  public final EngineObserver observer;
  private final ArrayDeque<Fact> pending = new ArrayDeque<>();
  private EngineOutput output = new EngineOutput();

  public EventRecorder(
      Fleet fleet,
      EventCodec codec,
      RandomGenerator random,
      EventIds ids,
      EngineObserver observer) {
    this.fleet = fleet;
    this.codec = codec;
    this.random = random;
    this.ids = ids;
    this.observer = observer;
  }

  /** Records the events; returns whether there were any. */
  public boolean record(LiveHub hub, List<FleetStopEvent> events) {
    for (FleetStopEvent event : events) {
      output.add(hub.streams.fleet(), hub.stopVersion(), codec.encode(ids.next(), event));
      hub.apply(event);
    }
    if (!events.isEmpty()) {
      pending.add(new Fact.OfFleet(hub, events));
    }
    return !events.isEmpty();
  }

  public void record(LiveRun run, List<RunEvent> events) {
    for (RunEvent event : events) {
      output.add(run.stream(), run.version(), codec.encode(ids.next(), event));
      fleet.apply(run, event);
      String chain = run.chain();
      if (chain != null) {
        observer.runMoved(chain, event);
      }
    }
    if (!events.isEmpty()) {
      pending.add(new Fact.OfRun(run, events));
    }
  }

  public void record(LiveGroup group, List<GroupEvent> events) {
    for (GroupEvent event : events) {
      output.add(group.stream(), group.version(), codec.encode(ids.next(), event));
      group.hub().apply(group, event);
    }
    if (!events.isEmpty()) {
      pending.add(new Fact.OfGroup(group, events));
    }
  }

  public void record(LiveHub hub, LiveDevice device, List<RebootEvent> events) {
    RebootState before = device.state();
    for (RebootEvent event : events) {
      StreamId stream = device.stream(hub.streams);
      output.add(stream, device.version(), codec.encode(ids.next(), event));
      String chain = fleet.chainInMemory(event.run());
      hub.apply(device, event);
      observer.deviceMoved(chain, hub.name, device.id, before, event);
    }
    if (!events.isEmpty()) {
      pending.add(new Fact.OfDevice(hub, device, before, events));
    }
  }

  /** Adds a fact that no event records. */
  public void tell(Fact fact) {
    pending.add(fact);
  }

  /** The next fact that nobody has been told yet; null if there is none. */
  public @Nullable Fact next() {
    return pending.poll();
  }

  /** Adds an effect. It is carried out once all events of this step are durable. */
  public void effect(Effect effect) {
    output.effect(effect);
  }

  /** How many events this step has recorded so far. */
  public int recorded() {
    return output.recorded();
  }

  /**
   * Takes the output of this step, and begins the next one.
   *
   * @throws IllegalStateException if a fact of this step was not told
   */
  public EngineOutput close() {
    if (!pending.isEmpty()) {
      throw new IllegalStateException("Bug: a step ended before it was told " + pending.peek());
    }
    EngineOutput full = output;
    output = new EngineOutput();
    return full;
  }

  /** A new random id for anything but an event. */
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
