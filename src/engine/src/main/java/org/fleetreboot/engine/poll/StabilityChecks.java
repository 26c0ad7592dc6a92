package org.fleetreboot.engine.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.CallOptions;
import org.jspecify.annotations.Nullable;

/**
 * Polls devices once more after their reboot is over. These polls come after the polls that are
 * due, and a crash makes the whole check begin again.
 */
public final class StabilityChecks {
  private final HubRecorder recorder;
  private final LiveHub hub;
  private final ArrayDeque<DeviceToCheck> waiting = new ArrayDeque<>();
  private Instant notBefore = Instant.MIN;

  public StabilityChecks(HubRecorder recorder, LiveHub hub) {
    this.recorder = recorder;
    this.hub = hub;
  }

  /**
   * Polls each device of the hub once that the run has confirmed. Tells {@link
   * Fact.StabilityChecked} when all are polled, or at once when there are none.
   *
   * @param step the step that asks for it; named in each poll
   */
  public void begin(LiveRun run, String step) {
    Map<LiveDevice, CallOptions> confirmed = confirmed(run);
    StabilityCheck check = new StabilityCheck(hub, run, step, confirmed.size());
    confirmed.forEach(
        (device, callOptions) -> waiting.add(new DeviceToCheck(device, callOptions, check)));
    tellIfDone(check);
  }

  private void tellIfDone(StabilityCheck check) {
    if (check.isDone()) {
      recorder.tell(check.result());
    }
  }

  /** A device was polled. */
  void observed(DeviceToCheck device, TwinReading reading) {
    device.check().polled(device.finding(reading));
    tellIfDone(device.check());
  }

  /**
   * The devices that the run has confirmed, each with the options of the group that confirmed it.
   */
  private Map<LiveDevice, CallOptions> confirmed(LiveRun run) {
    Map<LiveDevice, CallOptions> confirmed = new LinkedHashMap<>();
    List<String> groups = run.groups(hub);
    for (LiveDevice device : run.devices(hub)) {
      for (String group : groups) {
        if (device.state().past().outcome(run.id, group) == Outcome.CONFIRMED) {
          confirmed.put(device, hub.group(run.id, group).options().callOptions());
          break;
        }
      }
    }
    return confirmed;
  }

  /** The clock was moved by this much: the pause after a failed poll lasts as long as before. */
  public void clockMoved(Duration by) {
    notBefore = notBefore.equals(Instant.MIN) ? notBefore : notBefore.plus(by);
  }

  boolean hasNext(Instant now) {
    return !waiting.isEmpty() && !now.isBefore(notBefore);
  }

  /** Takes the next one to poll. */
  public DeviceToCheck next() {
    return waiting.remove();
  }

  /** The poll of a device ended without a result. It is made again after a pause. */
  public void again(DeviceToCheck device, Instant at) {
    waiting.add(device);
    notBefore = at;
  }

  /** A device to poll once. */
  record DeviceToCheck(LiveDevice device, CallOptions callOptions, StabilityCheck check) {

    Poll poll(long number, String hub) {
      return new Poll(number, check.run.id, check.step, hub, device.id, callOptions.marker());
    }

    /** What is wrong with the device; null if it is up, or another step is rebooting it. */
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
      if (known != null && callOptions.confirm().isAnotherBoot(known, twin.marker())) {
        return device.id + " rebooted by itself at " + twin.marker().lastUpdated();
      }
      return twin.connected() ? null : device.id + " is not connected";
    }
  }
}
