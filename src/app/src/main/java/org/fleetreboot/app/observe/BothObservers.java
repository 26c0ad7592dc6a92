package org.fleetreboot.app.observe;

import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** Tells two observers, one after the other. */
record BothObservers(EngineObserver first, EngineObserver second) implements EngineObserver {

  /** One that tells both; the other alone if one of them observes nothing. */
  static EngineObserver of(EngineObserver first, EngineObserver second) {
    if (first == NONE) {
      return second;
    }
    return second == NONE ? first : new BothObservers(first, second);
  }

  @Override
  public void stepBegins(int commands, int waiting) {
    first.stepBegins(commands, waiting);
    second.stepBegins(commands, waiting);
  }

  @Override
  public void stepEnds(int events) {
    first.stepEnds(events);
    second.stepEnds(events);
  }

  @Override
  public void runMoved(String chain, RunEvent event) {
    first.runMoved(chain, event);
    second.runMoved(chain, event);
  }

  @Override
  public void deviceMoved(
      @Nullable String chain, String hub, String device, RebootState before, RebootEvent event) {
    first.deviceMoved(chain, hub, device, before, event);
    second.deviceMoved(chain, hub, device, before, event);
  }

  @Override
  public void looked(TwinReading reading) {
    first.looked(reading);
    second.looked(reading);
  }
}
