package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.CallOptions;
import org.jspecify.annotations.Nullable;

/**
 * Polls devices whose reboot is over. They wait in line behind the polls that are due, and an
 * inspection that a crash cuts off begins anew.
 */
final class StabilityChecks {
  private final EventRecorder recorder;
  private final ArrayDeque<Inspected> waiting = new ArrayDeque<>();
  private final Map<Long, Inspected> underWay = new HashMap<>();
  private Instant notBefore = Instant.MIN;

  StabilityChecks(EventRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Polls each device once that the run has confirmed.
   *
   * @param step for whom; names the polls
   * @param onDone told when all are polled, at once when there are none
   */
  void begin(LiveRun run, String step, Instant now, BiConsumer<StabilityCheck, Instant> onDone) {
    Map<LiveDevice, CallOptions> confirmed = confirmed(run);
    StabilityCheck stabilityCheck = new StabilityCheck(confirmed.size(), onDone);
    if (confirmed.isEmpty()) {
      onDone.accept(stabilityCheck, now);
    }
    confirmed.forEach(
        (device, callOptions) ->
            waiting.add(new Inspected(run.id, step, device, callOptions, stabilityCheck)));
  }

  /** Those that the run has confirmed, with the terms of the group that did. */
  private Map<LiveDevice, CallOptions> confirmed(LiveRun run) {
    Map<LiveDevice, CallOptions> confirmed = new LinkedHashMap<>();
    List<String> groups = run.groups();
    for (LiveDevice device : run.devices()) {
      for (String group : groups) {
        if (device.state().past().outcome(run.id, group) == Outcome.CONFIRMED) {
          confirmed.put(device, recorder.fleet.group(run.id, group).options().callOptions());
          break;
        }
      }
    }
    return confirmed;
  }

  /** The clock was moved by that: a pause is as long as before. */
  void clockMoved(Duration by) {
    notBefore = notBefore.equals(Instant.MIN) ? notBefore : notBefore.plus(by);
  }

  boolean hasNext(Instant now) {
    return !waiting.isEmpty() && !now.isBefore(notBefore);
  }

  /** The next poll, under that number. */
  Poll next(long number) {
    Inspected next = waiting.remove();
    underWay.put(number, next);
    return new Poll(number, next.run(), next.step(), next.device().id, next.callOptions().marker());
  }

  boolean isUnderWay(long number) {
    return underWay.containsKey(number);
  }

  /** Whether the poll of that number is one of these; then it has ended with that reading. */
  boolean observed(long number, TwinReading reading, Instant now) {
    Inspected device = underWay.remove(number);
    if (device == null) {
      return false;
    }
    device.stabilityCheck().polled(device.finding(reading), now);
    return true;
  }

  /**
   * Ends the poll of that number, if it is one of these, without a finding: it is made again, after
   * a pause.
   */
  boolean released(long number, Instant again) {
    Inspected device = underWay.remove(number);
    if (device != null) {
      waiting.add(device);
      notBefore = again;
    }
    return device != null;
  }

  private record Inspected(
      String run,
      String step,
      LiveDevice device,
      CallOptions callOptions,
      StabilityCheck stabilityCheck) {

    /** What is wrong with the device; null when it is up, or another step reboots it. */
    @Nullable String finding(TwinReading reading) {
      if (device.state() instanceof RebootState.InFlight) {
        return null;
      }
      if (reading instanceof TwinReading.Refused refused) {
        return device.id + " has a twin that cannot be read: " + refused.reason();
      }
      if (!(reading instanceof TwinReading.Found twin)) {
        return device.id + " is not registered any more";
      }
      BootMarker known = device.state().past().lastBoot();
      if (known != null && callOptions.confirmBy().isAnotherBoot(known, twin.marker())) {
        return device.id + " rebooted by itself at " + twin.marker().lastUpdated();
      }
      return twin.connected() ? null : device.id + " is not connected";
    }
  }
}
