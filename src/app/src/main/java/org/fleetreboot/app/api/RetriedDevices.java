package org.fleetreboot.app.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.Target;

/** Selects the devices of a run that a retry calls. */
public final class RetriedDevices {
  /** Devices that failed or were offline. */
  public static final Set<Outcome> DEFAULT =
      EnumSet.of(
          Outcome.REJECTED,
          Outcome.NOT_CONFIRMED,
          Outcome.UNKNOWN,
          Outcome.FAILED,
          Outcome.OFFLINE);

  private RetriedDevices() {}

  /** The outcomes with those words. */
  public static Set<Outcome> outcomes(List<String> words) {
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    for (String word : words) {
      try {
        outcomes.add(Outcome.ofWord(word.strip()));
      } catch (IllegalArgumentException e) {
        throw ProgramFailure.setup(
            "Unknown outcome '%s'; use one of: %s."
                .formatted(
                    word,
                    Arrays.stream(Outcome.values())
                        .map(Outcome::word)
                        .collect(Collectors.joining(", "))),
            e);
      }
    }
    return outcomes;
  }

  /** The devices of an ended run with these outcomes. */
  public static Retry of(FleetView view, String run, Set<Outcome> outcomes) {
    RunView known = known(view, run);
    if (known.endedAt() == null) {
      throw ProgramFailure.setup(
          "Run '%s' is still open: wait for its end, or cancel it first.".formatted(run));
    }
    Set<Target> devices = new LinkedHashSet<>();
    DeviceFilter wanted =
        DeviceFilter.ofRun(run)
            .in(outcomes.stream().map(DeviceStatus::of).collect(Collectors.toSet()));
    for (DeviceView device : Pages.all(page -> view.devices(wanted, page))) {
      devices.add(new Target(device.hub(), device.device()));
    }
    if (devices.isEmpty()) {
      throw ProgramFailure.setup(
          "Run '%s' has no device that ended %s: there is nothing to retry."
              .formatted(
                  run, outcomes.stream().map(Outcome::word).collect(Collectors.joining(", "))));
    }
    return new Retry(run, known.startedAt(), devices);
  }

  /** The chain of the run. */
  public static String chain(FleetView view, String run) {
    return known(view, run).chain();
  }

  private static RunView known(FleetView view, String run) {
    RunView known = view.run(run);
    if (known == null) {
      throw ProgramFailure.setup(
          "Unknown run '%s'; ./fleet-reboot list shows all runs.".formatted(run));
    }
    return known;
  }
}
