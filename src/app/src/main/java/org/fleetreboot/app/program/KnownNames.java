package org.fleetreboot.app.program;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.failure.Spelling;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;

/** Tells a mistyped name from one of which nothing is to be shown. */
public final class KnownNames {
  /** Among so many names a mistyped one is looked for. */
  private static final int MOST = 5_000;

  private static final int NEWEST_RUNS = 100;

  private KnownNames() {}

  /**
   * Checks that the run has begun that step.
   *
   * @throws ProgramFailure with the steps that it has begun
   */
  public static void requireStep(RunView run, String step) {
    List<String> steps = run.steps().stream().map(StepView::step).toList();
    if (!steps.contains(step)) {
      throw ProgramFailure.setup(
          steps.isEmpty()
              ? "Run %s has begun no step yet, so none '%s'.".formatted(run.run(), step)
              : "Run %s has begun no step '%s'; it has begun: %s."
                  .formatted(run.run(), step, String.join(", ", steps)));
    }
  }

  /**
   * Checks that the run has that device.
   *
   * @throws ProgramFailure with similar names
   */
  public static void requireDevice(StoredFleet fleet, RunView run, String device) {
    DeviceFilter filter = DeviceFilter.ofDevice(device).inRun(run.run());
    if (fleet.view().devices(filter, PageRequest.first(1)).items().isEmpty()) {
      throw ProgramFailure.setup(
          "Run %s has no device '%s'.%s"
              .formatted(run.run(), device, Spelling.question(device, ofRun(fleet, run))));
    }
  }

  /**
   * Checks that the journal has that device.
   *
   * @throws ProgramFailure with similar names
   */
  public static void requireDevice(StoredFleet fleet, String device) {
    if (!isDevice(fleet, device)) {
      throw ProgramFailure.setup(
          "%s has no device '%s'.%s".formatted(fleet.location(), device, meant(fleet, device)));
    }
  }

  private static boolean isDevice(StoredFleet fleet, String device) {
    DeviceFilter filter = DeviceFilter.ofDevice(device);
    return !fleet.view().history(filter, PageRequest.first(1)).items().isEmpty()
        || hasStream(fleet, device);
  }

  private static boolean hasStream(StoredFleet fleet, String device) {
    return !device.isBlank()
        && fleet.journal().partitions().stream()
            .flatMap(partition -> Partitions.hub(partition).stream())
            .anyMatch(hub -> !fleet.journal().read(StreamId.device(hub, device), 0, 1).isEmpty());
  }

  /** Why no run of that chain is listed; empty if there is one, of whatever status and time. */
  public static Optional<String> noRunOf(String chain, FleetView view) {
    if (view.count(RunFilter.ALL.ofChain(chain)) > 0) {
      return Optional.empty();
    }
    String known =
        view.runs(RunFilter.ALL, PageRequest.first(PageRequest.MOST)).items().stream()
            .map(RunView::chain)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    return Optional.of(
        known.isEmpty()
            ? "No run of chain '%s', nor of any other.".formatted(chain)
            : "No run of chain '%s'; known chains: %s.".formatted(chain, known));
  }

  /** The question whether a similar run or device was meant, after a blank; empty if none is. */
  public static String meant(StoredFleet fleet, String given) {
    Set<String> names = new LinkedHashSet<>();
    for (RunView run : fleet.view().runs(RunFilter.ALL, PageRequest.first(NEWEST_RUNS)).items()) {
      names.add(run.run());
      if (names.size() < MOST) {
        names.addAll(ofRun(fleet, run));
      }
    }
    return Spelling.question(given, names);
  }

  private static List<String> ofRun(StoredFleet fleet, RunView run) {
    return fleet
        .view()
        .devices(DeviceFilter.ofRun(run.run()), PageRequest.first(PageRequest.MOST))
        .items()
        .stream()
        .map(DeviceView::device)
        .distinct()
        .toList();
  }
}
