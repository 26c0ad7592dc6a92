package org.fleetreboot.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.engine.view.FleetEvents;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;

/** Checks the journal's record of one run against the guarantees. */
record RunRecord(String run, List<FleetEvent> events) {

  static RunRecord read(JournalReader journal, String run) {
    FleetEvents names = new FleetEvents(new EventCodec());
    List<FleetEvent> events = new ArrayList<>();
    for (String partition : journal.partitions()) {
      journal.readAll(
          partition,
          Position.START,
          recorded -> {
            FleetEvent event = names.of(recorded);
            if (run.equals(event.run())) {
              events.add(event);
            }
          });
    }
    return new RunRecord(run, List.copyOf(events));
  }

  /**
   * Each device has one outcome and was called at most once, and no step began twice.
   *
   * @param before the hub's counts before the run
   * @param after the hub's counts at its end
   */
  void check(int devices, Map<String, Long> before, Map<String, Long> after) {
    Map<String, Integer> outcomes = new HashMap<>();
    for (FleetEvent event : events) {
      if (event.device() != null && event.outcome() != null) {
        outcomes.merge(event.device(), 1, Integer::sum);
      }
    }
    require(outcomes.size() == devices, outcomes.size() + " of " + devices + " have an outcome");
    outcomes.forEach((device, n) -> require(n == 1, device + " has " + n + " outcomes"));
    after.forEach(
        (device, calls) -> {
          long during = calls - before.getOrDefault(device, 0L);
          require(during <= 1, device + " was called " + during + " times");
        });
    Map<String, Integer> started = new HashMap<>();
    for (FleetEvent event : events) {
      if (event.type().equals("run.step-started.v1")
          || event.type().equals("group.targets-frozen.v1")) {
        started.merge(event.type() + " of " + event.step(), 1, Integer::sum);
      }
    }
    started.forEach((step, n) -> require(n == 1, n + " times " + step));
  }

  /** How many devices ended with that outcome. */
  int count(String outcome) {
    return tally().getOrDefault(outcome, 0);
  }

  Map<String, Integer> tally() {
    Map<String, Integer> tally = new TreeMap<>();
    for (FleetEvent event : events) {
      if (event.outcome() != null) {
        tally.merge(event.outcome(), 1, Integer::sum);
      }
    }
    return tally;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new GuaranteeViolation("Run " + run + ": " + otherwise + ".");
    }
  }
}
