package org.fleetreboot.app.command.option;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.program.KnownNames;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which devices of runs a command shows. */
public final class DeviceFilterOptions {
  @Option(names = "--device", paramLabel = "ID", description = "Only this device.")
  private @Nullable String device;

  @Option(names = "--step", paramLabel = "NAME", description = "Only devices of this step.")
  private @Nullable String step;

  @Option(names = "--hub", paramLabel = "NAME", description = "Only devices of this hub.")
  private @Nullable String hub;

  @Option(
      names = "--outcome",
      split = ",",
      paramLabel = "OUTCOME",
      description = "Only devices that ended so: confirmed, offline, …; comma-separated.")
  private List<String> outcomes = List.of();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only devices whose reason contains this text.")
  private @Nullable String reason;

  public @Nullable String device() {
    return device;
  }

  public @Nullable String step() {
    return step;
  }

  public @Nullable String hub() {
    return hub;
  }

  public @Nullable String reason() {
    return reason;
  }

  /** The outcomes asked for; empty for any. */
  public Set<DeviceStatus> outcomes() {
    return words("--outcome", () -> StatusWords.ofOutcomes(outcomes));
  }

  /** Whether any of them is set. */
  public boolean isGiven() {
    return device != null || step != null || hub != null || reason != null || !outcomes.isEmpty();
  }

  /**
   * Checks that the run has the step and the device, if they are given.
   *
   * @throws ProgramFailure with what it has
   */
  public void requireKnown(StoredFleet fleet, RunView run) {
    if (step != null) {
      KnownNames.requireStep(run, step);
    }
    if (device != null) {
      KnownNames.requireDevice(fleet, run, device);
    }
  }

  /** What the words of an option mean; a refusal names the option. */
  public static <T> T words(String option, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup(option + ": " + e.getMessage() + ".", e);
    }
  }
}
