package org.fleetreboot.reboot.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.reboot.step.InflightRun;

/** The runs on their way through a chain, until one of its routes stops. Thread-safe. */
final class InflightRuns {
  private final Set<InflightRun> underWay = new HashSet<>();
  private final Consumer<String> onStop;
  private boolean abandoned;

  /**
   * No run yet.
   *
   * @param onStop receives the id of a route that one of the runs is in when that route stops
   */
  InflightRuns(Consumer<String> onStop) {
    this.onStop = onStop;
  }

  /** A run begins its way. If a route has stopped meanwhile, it is abandoned at once. */
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
   * Abandons all runs.
   *
   * @param replaced whether other passes take their place while the program runs
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
