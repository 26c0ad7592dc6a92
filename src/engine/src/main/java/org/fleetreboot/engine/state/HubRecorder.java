package org.fleetreboot.engine.state;

import java.util.List;
import java.util.UUID;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/** Records what the rules decided about one hub and its runs. */
public final class HubRecorder {
  private final EventRecorder recorder;
  private final LiveHub hub;

  public HubRecorder(EventRecorder recorder, LiveHub hub) {
    this.recorder = recorder;
    this.hub = hub;
  }

  /** Records the events; returns whether there were any. */
  public boolean record(List<FleetStopEvent> events) {
    return recorder.record(hub, events);
  }

  public void record(LiveRun run, List<RunEvent> events) {
    recorder.record(run, events);
  }

  public void record(LiveGroup group, List<GroupEvent> events) {
    recorder.record(group, events);
  }

  public void record(LiveDevice device, List<RebootEvent> events) {
    recorder.record(hub, device, events);
  }

  /** Adds a fact that no event records. */
  public void tell(Fact fact) {
    recorder.tell(fact);
  }

  /** Adds an effect. It is carried out once all events of this step are durable. */
  public void effect(Effect effect) {
    recorder.effect(effect);
  }

  /** A new random id for anything but an event. */
  public UUID newId() {
    return recorder.newId();
  }

  public double jitter() {
    return recorder.jitter();
  }

  public EngineObserver observer() {
    return recorder.observer;
  }
}
