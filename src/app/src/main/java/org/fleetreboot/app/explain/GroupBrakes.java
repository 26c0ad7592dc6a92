package org.fleetreboot.app.explain;

import static org.fleetreboot.app.explain.Phrases.count;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Pace;

/** Which rule of a group keeps its next device from being called, as far as its devices tell. */
final class GroupBrakes {
  private final FleetView fleet;
  private final Instant now;

  GroupBrakes(FleetView fleet, Instant now) {
    this.fleet = fleet;
    this.now = now;
  }

  /** Empty if the group calls its next device as soon as it can. */
  List<Sentence> of(RunView run, StepView step, GroupView group, Map<DeviceStatus, Long> counts) {
    GroupOptions options = group.options();
    if (options == null) {
      return List.of();
    }
    List<Sentence> said = new ArrayList<>();
    Waiting.ofWindow(step, now)
        .ifPresent(window -> said.add(Sentence.of(Kind.WINDOW, null, window + ".")));
    Pace pace = options.pace();
    long underWay = underWay(counts);
    String name = run.named(step.step(), group.hub());
    int places = pace.mostInFlight(group.targets());
    int lost = group.tally().lost();
    if (underWay >= places) {
      said.add(
          limit(
              "Step %s waits for a free place: %s under way, and maxInFlight is %s."
                  .formatted(name, are(underWay), pace.maxInFlight())));
    } else if (underWay + lost >= pace.mostDown(group.targets())) {
      said.add(
          limit(
              "Step %s waits until fewer devices are down: %s under way, %d did not come back, and maxDown is %s."
                  .formatted(name, are(underWay), lost, pace.maxDown())));
    } else if (pace.rate() != null && said.isEmpty()) {
      said.add(limit("Step %s calls at most %s (rate).".formatted(name, pace.rate())));
    }
    return said.stream().map(sentence -> sentence.inRun(run.run()).inStep(step.step())).toList();
  }

  Map<DeviceStatus, Long> counts(RunView run, StepView step, GroupView group) {
    return fleet.counts(DeviceFilter.ofRun(run.run()).inStep(step.step()).onHub(group.hub()));
  }

  static long underWay(Map<DeviceStatus, Long> counts) {
    return of(counts, DeviceStatus.CALLING) + of(counts, DeviceStatus.AWAITING);
  }

  static long of(Map<DeviceStatus, Long> counts, DeviceStatus status) {
    return counts.getOrDefault(status, 0L);
  }

  static String are(long devices) {
    return count(devices, "device") + (devices == 1 ? " is" : " are");
  }

  private static Sentence limit(String text) {
    return Sentence.of(Kind.LIMIT, null, text);
  }
}
