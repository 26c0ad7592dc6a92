package org.fleetreboot.app.program;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fleetreboot.app.settings.ProgramName;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.workflow.run.RunStatus;

/** The runs that the journal has longer than the setting {@code reboot.keep} asks for. */
final class OldRuns {
  private static final RunFilter OVER =
      RunFilter.ALL.in(
          Arrays.stream(RunStatus.values())
              .filter(status -> !status.isOpen())
              .collect(Collectors.toUnmodifiableSet()));

  private OldRuns() {}

  /** What to do about them; empty if there are none. */
  static Optional<String> sentence(Settings settings, FleetView view, Instant now) {
    return settings.get(Setting.KEEP).flatMap(kept -> sentence(kept, view, now));
  }

  private static Optional<String> sentence(Duration kept, FleetView view, Instant now) {
    long old = view.count(OVER.startedBetween(null, now.minus(kept)));
    return old == 0
        ? Optional.empty()
        : Optional.of(
            "%,d runs began longer ago than reboot.keep, %d days, and are over: %s journal archive moves them while the program is stopped."
                .formatted(old, kept.toDays(), ProgramName.called()));
  }
}
