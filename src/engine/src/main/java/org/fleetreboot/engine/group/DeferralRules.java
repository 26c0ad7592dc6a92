package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.GroupDevices;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.InstantFormat;
import org.fleetreboot.workflow.device.Backoff;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.WindowRule;
import org.jspecify.annotations.Nullable;

/** Decides which devices wait for their turn, for what, and until when. */
public final class DeferralRules {
  private static final Backoff AFTER_EMPTY_TURN =
      new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

  /** Each turn of an offline device costs a read, and devices stay offline for long. */
  private static final Backoff UNTIL_BACK =
      new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5));

  private final HubRecorder recorder;
  private final DueTimes<Timer> timers;
  private final DueTimes<Timer> timesOfDay;
  private final GroupWindows windows;
  private final BudgetQueue budgetQueue;
  private final MaxDownCheck maxDown;
  private final GroupTimeout timeout;

  /**
   * No device waits yet.
   *
   * @param timers for times that pass
   * @param timesOfDay for times of day, which follow the wall clock
   */
  public DeferralRules(
      HubRecorder recorder,
      DueTimes<Timer> timers,
      DueTimes<Timer> timesOfDay,
      GroupWindows windows,
      BudgetQueue budgetQueue,
      MaxDownCheck maxDown,
      GroupTimeout timeout) {
    this.recorder = recorder;
    this.timers = timers;
    this.timesOfDay = timesOfDay;
    this.windows = windows;
    this.budgetQueue = budgetQueue;
    this.maxDown = maxDown;
    this.timeout = timeout;
  }

  /** Puts a device without a turn in line, or lets it rest until its retry time. */
  public void queue(LiveGroup group, LiveDevice device, Instant now) {
    Instant notBefore = device.notBefore();
    if (notBefore != null && notBefore.isAfter(now)) {
      rest(group, device, notBefore, timers);
    } else {
      group.devices().queue(device);
    }
  }

  private static void rest(
      LiveGroup group, LiveDevice device, Instant until, DueTimes<Timer> times) {
    group.devices().rest(device);
    times.add(until, now -> group.devices().wake(device));
  }

  /**
   * Takes the next device of the group that may have a turn, as far as is known; null if there is
   * none.
   */
  public @Nullable LiveDevice next(LiveGroup group, Instant now) {
    GroupDevices devices = group.devices();
    for (LiveDevice device = devices.next(); device != null; device = devices.next()) {
      if (device.isHeld() || device.state() instanceof RebootState.InFlight) {
        devices.rest(device);
        device.wantedBy(group);
        record(group, device, device.busyIn(), null, now);
        continue;
      }
      Instant notBefore = device.notBefore();
      if (device.state() instanceof RebootState.Retrying retrying
          && notBefore != null
          && notBefore.isAfter(now)) {
        // Another step has called it meanwhile, and its retry time holds for all steps.
        record(group, device, calledAgainBy(retrying), null, now);
        rest(group, device, notBefore, timers);
        continue;
      }
      DeferredTurn related = budgetQueue.deferred(group, device, now);
      if (related == null || related.isSkipped()) {
        return device;
      }
      if (device.state().past().deferral(group.run, group.step) == null) {
        record(group, device, related.reason(), null, now);
      }
      budgetQueue.park(group, device, related, now);
    }
    return null;
  }

  private static String calledAgainBy(RebootState.Retrying retrying) {
    return "step %s of run %s has called it, and waits until %s to call it again"
        .formatted(
            retrying.intent().step(),
            retrying.intent().run(),
            InstantFormat.of(retrying.notBefore()));
  }

  /** Why the device is not called, according to its twin; null if it may be called. */
  @Nullable DeferredTurn byTwin(
      LiveGroup group, LiveDevice device, TwinReading baseline, Instant now) {
    if (!(baseline instanceof TwinReading.Found twin)) {
      return null;
    }
    DisruptionBudget budget = group.options().budget();
    budgetQueue.tag(device, budget == null ? Map.of() : budget.of(twin.tags()), now);
    Instant busyUntil = device.busyUntil();
    DeferredTurn hour = windows.deferred(group, twin, now);
    if (hour == null && busyUntil != null && busyUntil.isAfter(now)) {
      return DeferredTurn.until(
          busyUntil,
          "busy in its last call; it asked for none before " + InstantFormat.of(busyUntil));
    }
    DeferredTurn related = budgetQueue.deferred(group, device, now);
    if (hour != null && hour.isSkipped() && related != null) {
      return DeferredTurn.skipped(hour.reason() + "; " + related.reason());
    }
    return hour != null ? hour : related;
  }

  /**
   * Whether one more device of the group may be down, given those that are down for other reasons.
   * If not, the next device in line is deferred. All waiting devices are skipped once the group has
   * waited for as long as it may.
   */
  boolean mayBeDown(LiveGroup group, Instant now) {
    String exceeded = maxDown.exceeded(group, now);
    LiveDevice next = group.devices().first();
    if (exceeded == null || next == null) {
      return true;
    }
    if (timeout.hasEnded(group, now) && group.devices().countTaken() == 0) {
      group.skipWaiting(exceeded);
    } else {
      record(group, next, exceeded, null, now);
    }
    return false;
  }

  /**
   * Skips the waiting devices of a group whose window has closed, or plans to check the window
   * again.
   */
  void watchWindow(LiveGroup group, Instant now) {
    WindowRule rule = group.options().window();
    if (rule == null || !group.devices().hasWaiting() || !group.state().mayCall()) {
      return;
    }
    if (windows.isMissed(group, now)) {
      String exceeded = maxDown.exceeded(group, now);
      group.skipWaiting(
          GroupWindows.missed(group, rule, now) + (exceeded == null ? "" : "; " + exceeded));
    } else {
      windows.checkLater(group, now);
    }
  }

  /**
   * A turn has ended without an outcome and without a call under way. Puts its device in line
   * again, or lets it rest.
   *
   * @param ledToNothing whether the turn led to nothing
   */
  void turnEnded(OpenTurn turn, boolean ledToNothing, Instant now) {
    LiveGroup group = turn.group;
    LiveDevice device = turn.device;
    DeferredTurn deferred = turn.deferred();
    device.letGoBy(group);
    if (deferred == null || deferred.shared() == null) {
      // It does not use the place that it was woken for.
      budgetQueue.wakeSharing(budgetQueue.tagsOf(device), now);
    }
    if (turn.awaitsDevice()) {
      rest(group, device, afterOneMore(device, UNTIL_BACK, now), timers);
    } else if (deferred != null) {
      rest(group, device, deferred, now);
    } else if (ledToNothing || turn.notBefore() != null) {
      Instant again = afterOneMore(device, AFTER_EMPTY_TURN, now);
      Instant asked = turn.notBefore();
      rest(group, device, asked != null && asked.isAfter(again) ? asked : again, timers);
    } else {
      queue(group, device, now);
    }
    wake(device);
  }

  private void rest(LiveGroup group, LiveDevice device, DeferredTurn deferred, Instant now) {
    if (deferred.until() != null) {
      rest(group, device, deferred.until(), timers);
    } else if (deferred.opens() != null) {
      rest(group, device, deferred.opens(), timesOfDay);
    } else if (deferred.shared() == null || budgetQueue.deferred(group, device, now) == null) {
      queue(group, device, now);
    } else {
      budgetQueue.park(group, device, deferred, now);
    }
  }

  private Instant afterOneMore(LiveDevice device, Backoff backoff, Instant now) {
    return now.plus(backoff.after(device.countEmptyTurn(), recorder.jitter()));
  }

  /** A device may be free again. Wakes it in the groups that wait for it. */
  public void wake(LiveDevice device) {
    device.takeWanting().forEach(group -> group.devices().wakeFirst(device));
  }

  /**
   * Records why a device is not called yet.
   *
   * @param deferredSince since when a check has said so; null if the reason is another
   */
  public void record(
      LiveGroup group,
      LiveDevice device,
      String reason,
      @Nullable Instant deferredSince,
      Instant now) {
    recorder.record(
        device,
        Reboot.decide(
            device.state(),
            new RebootCommand.Defer(group.run, group.step, now, reason, deferredSince)));
  }
}
