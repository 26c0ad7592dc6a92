package org.fleetreboot.engine;

import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Is told what the engine decides, on the engine's own thread: there is time to count it, and for
 * nothing else. What it throws stops the engine. It hears of events up to three steps before they
 * are durable, so it is for meters, and nobody may act on it.
 */
public interface EngineObserver {
  EngineObserver NONE = new EngineObserver() {};

  /**
   * A step begins.
   *
   * @param commands how many commands it took
   * @param waiting how many wait for the next one
   */
  default void stepBegins(int commands, int waiting) {}

  /**
   * The step is decided.
   *
   * @param events how many events it recorded
   */
  default void stepEnds(int events) {}

  /** An event of a run of that chain. */
  default void runMoved(String chain, RunEvent event) {}

  /**
   * An event of a device.
   *
   * @param chain of its run; null if that run is over
   * @param before the state in which it was decided
   */
  default void deviceMoved(
      @Nullable String chain, String hub, String device, RebootState before, RebootEvent event) {}

  /** A twin was read, to see whether a device has rebooted or is still up. */
  default void looked(TwinReading reading) {}
}
