package org.fleetreboot.reboot.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.reboot.step.InflightRun;

/** The ways of runs through a chain, until one of its routes stops. Thread-safe. */
final class InflightRuns {
  private final Set<InflightRun> underWay = new HashSet<>();
  private final Consumer<String> onStop;
  private boolean abandoned;

  /**
   * None yet.
   *
   * @param onStop told when a route stops that one of them is in, with its id
   */
  InflightRuns(Consumer<String> onStop) {
    this.onStop = onStop;
  }

  /** A run is to go through the chain; when a route has stopped by then, it goes nowhere. */
  synchronized InflightRun begin(String run) {
    InflightRun inflight = new InflightRun(run, onStop);
    if (abandoned) {
      inflight.abandon(true);
    } else {
      underWay.add(inflight);
    }
    return inflight;
  }

  synchronized void ended(InflightRun inflight) {
    underWay.remove(inflight);
  }

  /**
   * Nobody goes on from here.
   *
   * @param replaced whether other passes take their place in this life of the program
   */
  void abandon(boolean replaced) {
    List<InflightRun> left;
    synchronized (this) {
      abandoned = true;
      left = List.copyOf(underWay);
      underWay.clear();
    }
    left.forEach(inflight -> inflight.abandon(replaced));
  }
}
