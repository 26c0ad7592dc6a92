package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.device.Backoff;

/**
 * Where a device goes whose turn has ended and that has neither an outcome nor a call under way.
 */
final class ReturnedDevices {
  private static final Backoff AFTER_EMPTY_TURN =
      new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

  /** Each check of a device that is offline costs a read, and devices are away for long. */
  private static final Backoff UNTIL_BACK =
      new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5));

  private final WaitingDevices waiting;
  private final EventRecorder recorder;

  ReturnedDevices(WaitingDevices waiting, EventRecorder recorder) {
    this.waiting = waiting;
    this.recorder = recorder;
  }

  /** Puts it in line again, or to rest; {@code inVain} is whether its turn came to nothing. */
  void put(OpenTurn turn, boolean inVain, Instant now) {
    LiveGroup group = turn.group;
    LiveDevice device = turn.device;
    device.holder = null;
    if (turn.hold == null || turn.hold.shared() == null) {
      // It leaves the place that it was woken for to another.
      waiting.wakeRelated(device.tags.entrySet(), now);
    }
    if (turn.awaitsDevice) {
      waiting.rest(group, device, afterOneMore(device, UNTIL_BACK, now));
    } else if (turn.hold != null) {
      waiting.rest(group, device, turn.hold, now);
    } else if (inVain || turn.notBefore != null) {
      Instant again = afterOneMore(device, AFTER_EMPTY_TURN, now);
      Instant asked = turn.notBefore;
      waiting.rest(group, device, asked != null && asked.isAfter(again) ? asked : again);
    } else {
      waiting.queue(group, device, now);
    }
    waiting.wake(device);
  }

  private Instant afterOneMore(LiveDevice device, Backoff backoff, Instant now) {
    device.emptyTurns++;
    return now.plus(backoff.after(device.emptyTurns, recorder.jitter()));
  }
}
