package org.fleetreboot.reboot.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.reboot.step.RunPass;

/** The ways of runs through a chain, until one of its routes stops. Thread-safe. */
final class RunPasses {
  private final Set<RunPass> underWay = new HashSet<>();
  private final Consumer<String> onStop;
  private boolean abandoned;

  /**
   * None yet.
   *
   * @param onStop told when a route stops that one of them is in, with its id
   */
  RunPasses(Consumer<String> onStop) {
    this.onStop = onStop;
  }

  /** A run is to go through the chain; when a route has stopped by then, it goes nowhere. */
  synchronized RunPass begin(String run) {
    RunPass pass = new RunPass(run, onStop);
    if (abandoned) {
      pass.abandon(true);
    } else {
      underWay.add(pass);
    }
    return pass;
  }

  synchronized void ended(RunPass pass) {
    underWay.remove(pass);
  }

  /**
   * Nobody goes on from here.
   *
   * @param replaced whether other passes take their place in this life of the program
   */
  void abandon(boolean replaced) {
    List<RunPass> left;
    synchronized (this) {
      abandoned = true;
      left = List.copyOf(underWay);
      underWay.clear();
    }
    left.forEach(pass -> pass.abandon(replaced));
  }
}
