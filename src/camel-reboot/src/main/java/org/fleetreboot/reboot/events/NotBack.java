package org.fleetreboot.reboot.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.options.WindowRule;
import org.jspecify.annotations.Nullable;

/**
 * Which devices have not come back from their reboot, once for each device and run. It remembers
 * nothing: what it told before follows from the recorded events, so it holds after a restart, too.
 */
final class NotBack {
  private static final Set<DeviceStatus> MISSING =
      Set.of(DeviceStatus.NOT_CONFIRMED, DeviceStatus.UNKNOWN);

  private static final String LATE = "reboot.confirmed-late.";
  private static final String SETTLED = "group.settled.";

  private final Supplier<FleetView> view;
  private final boolean atWindowEnd;

  /**
   * @param atWindowEnd whether to tell of the devices of a group together, when it has settled
   */
  NotBack(Supplier<FleetView> view, boolean atWindowEnd) {
    this.view = view;
    this.atWindowEnd = atWindowEnd;
  }

  /** What to tell because of that event; null for nothing. */
  @Nullable Map<String, Object> told(FleetEvent event) {
    if (event.type().startsWith(SETTLED)) {
      return atWindowEnd ? ofGroup(event) : null;
    }
    RunView run = view.get().run(String.valueOf(event.run()));
    if (event.type().startsWith(LATE)) {
      boolean held = isHeld(run, event) && !hasEnded(run, event);
      return held ? null : Alert.closed(event, run);
    }
    if (isHeld(run, event) || wasToldBefore(event)) {
      return null;
    }
    return Alert.open(event, run, List.of(Alert.Missing.of(event)));
  }

  private @Nullable Map<String, Object> ofGroup(FleetEvent event) {
    RunView run = view.get().run(String.valueOf(event.run()));
    if (waitsForWindows(run, event.step())) {
      return null;
    }
    List<RunDeviceView> missing = missing(event, null);
    List<Alert.Missing> untold =
        missing.stream()
            .filter(row -> row.device().step().equals(event.step()))
            .filter(row -> !at(row).isAfter(event.at()))
            .filter(row -> missing.stream().noneMatch(isEarlierThan(row)))
            .map(row -> Alert.Missing.of(row.device()))
            .toList();
    return untold.isEmpty() ? null : Alert.open(event, run, untold);
  }

  private static Predicate<RunDeviceView> isEarlierThan(RunDeviceView row) {
    return other ->
        other.device().device().equals(row.device().device())
            && !other.device().step().equals(row.device().step())
            && at(other).isBefore(at(row));
  }

  /** Whether another step of the run has told of the device, which has not come back since. */
  private boolean wasToldBefore(FleetEvent event) {
    return missing(event, event.device()).stream()
        .anyMatch(row -> !row.device().step().equals(event.step()) && at(row).isBefore(event.at()));
  }

  /** The devices of the run on that hub that were missing when the event was recorded. */
  private List<RunDeviceView> missing(FleetEvent event, @Nullable String device) {
    DeviceFilter filter =
        new DeviceFilter(event.run(), null, event.hub(), device, MISSING, null, null, null);
    FleetView known = view.get();
    return FleetView.all(page -> known.history(filter, page)).stream()
        .filter(row -> !wasBackBy(event.at(), row.device()))
        .toList();
  }

  private static boolean wasBackBy(Instant time, DeviceView device) {
    Instant back = device.backLateAt();
    return back != null && back.isBefore(time);
  }

  private static Instant at(RunDeviceView row) {
    Instant at = row.device().at();
    return at == null ? Instant.MAX : at;
  }

  /** Whether the end of its group tells of the device. */
  private boolean isHeld(@Nullable RunView run, FleetEvent event) {
    boolean leftBehind = run != null && run.endedAt() != null && run.endedAt().isBefore(event.at());
    return atWindowEnd && !leftBehind && !waitsForWindows(run, event.step());
  }

  /** Whether the group has ended that the event is about. */
  private static boolean hasEnded(@Nullable RunView run, FleetEvent event) {
    StepView step = step(run, event.step());
    return step == null
        || step.groups().stream()
            .filter(group -> group.hub().equals(event.hub()))
            .allMatch(group -> group.status().hasEnded());
  }

  private static boolean waitsForWindows(@Nullable RunView run, @Nullable String name) {
    StepView step = step(run, name);
    WindowRule rule = step == null || step.options() == null ? null : step.options().window();
    return rule != null && rule.windowEnd() == WindowRule.End.WAIT;
  }

  private static @Nullable StepView step(@Nullable RunView run, @Nullable String name) {
    return run == null
        ? null
        : run.steps().stream().filter(step -> step.step().equals(name)).findFirst().orElse(null);
  }
}
