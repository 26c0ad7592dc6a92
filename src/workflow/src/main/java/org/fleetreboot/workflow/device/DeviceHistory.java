package org.fleetreboot.workflow.device;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one device in every step of every open run that names it: a step settles it
 * once, and a run reboots it once.
 *
 * @param runs by run, then by step
 * @param lastReboot when a reboot of ours was last reported, by the hub's clock; null if never
 * @param lastBoot the marker of that boot; null if never
 * @param failures in how many runs it has failed since it was last confirmed
 * @param deferrals why it was not called at its last turn, by the steps that have neither called
 *     nor settled it since
 * @param busyUntil until when the device, which a step gave up as busy, asked not to be called;
 *     null if it named no time or has rebooted since
 */
public record DeviceHistory(
    Map<String, Map<String, Part>> runs,
    @Nullable Instant lastReboot,
    @Nullable BootMarker lastBoot,
    Failures failures,
    Map<Asking, RebootEvent.Deferred> deferrals,
    @Nullable Instant busyUntil) {
  /** The history of a new device. */
  static final DeviceHistory NONE =
      new DeviceHistory(Map.of(), null, null, Failures.NONE, Map.of(), null);

  /** What one step has done so far. */
  public sealed interface Part {}

  /** The device received its call, or may have. */
  public record Called() implements Part {}

  /**
   * Its calls so far provably did not reach the device, or found it busy; {@code intent} is the
   * last.
   *
   * @param nextAttempt one more than the number of calls that found it offline
   * @param busyAnswers how many of the calls found it busy
   * @param refusals how many of the calls the hub refused because of the device
   */
  public record Repeatable(
      InvocationIntended intent, int nextAttempt, int busyAnswers, int refusals) implements Part {
    /** What is known of a call before its answer. */
    static Repeatable before(InvocationIntended intent) {
      return new Repeatable(intent, intent.attempt(), intent.busyAnswers(), intent.refusals());
    }

    Repeatable notDelivered(InvocationAnswer.Cause cause) {
      return switch (cause) {
        case OFFLINE -> new Repeatable(intent, nextAttempt + 1, busyAnswers, refusals);
        case REFUSED_FOR_DEVICE -> new Repeatable(intent, nextAttempt, busyAnswers, refusals + 1);
        case THROTTLED, HUB_TROUBLE, NOT_SENT, MALFORMED -> this;
      };
    }

    Repeatable busy(int answers) {
      return new Repeatable(intent, nextAttempt, answers, refusals);
    }
  }

  /**
   * The step is done with the device.
   *
   * @param called whether the device received its call, may have, or has rebooted without it
   */
  public record Settled(Outcome outcome, boolean called) implements Part {}

  /** How that step ended for the device; null if it has not. */
  public @Nullable Outcome outcome(String run, String step) {
    return part(run, step) instanceof Settled settled ? settled.outcome() : null;
  }

  /** The step of that run that called the device; null if none did, or if no call reached it. */
  public @Nullable String calledIn(String run) {
    return runs.getOrDefault(run, Map.of()).entrySet().stream()
        .filter(entry -> isCall(entry.getValue()))
        .map(Map.Entry::getKey)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The last call of that step if it provably started nothing; otherwise null. */
  @Nullable Repeatable repeatable(String run, String step) {
    return part(run, step) instanceof Repeatable repeatable ? repeatable : null;
  }

  /** The last calls of that run's steps that found the device busy, ordered by step name. */
  List<Repeatable> busy(String run) {
    return runs.getOrDefault(run, Map.of()).values().stream()
        .filter(Repeatable.class::isInstance)
        .map(Repeatable.class::cast)
        .filter(call -> call.busyAnswers() > 0)
        .sorted(Comparator.comparing(call -> call.intent().step()))
        .toList();
  }

  /** Whether a step of that run has done anything about the device, or deferred it. */
  public boolean names(String run) {
    return runs.containsKey(run)
        || deferrals.keySet().stream().anyMatch(step -> step.run().equals(run));
  }

  private @Nullable Part part(String run, String step) {
    return runs.getOrDefault(run, Map.of()).get(step);
  }

  private static boolean isCall(@Nullable Part part) {
    return part instanceof Called || (part instanceof Settled settled && settled.called());
  }

  DeviceHistory called(RebootEvent event) {
    return with(event, new Called());
  }

  DeviceHistory repeatable(RebootEvent event, Repeatable call) {
    return with(event, call);
  }

  DeviceHistory settled(RebootEvent event, Outcome outcome) {
    return with(event, new Settled(outcome, isCall(part(event.run(), event.step()))))
        .counting(failures.after(event.run(), outcome));
  }

  /** Settled without a call that reached the device. */
  DeviceHistory settledUncalled(RebootEvent event, Outcome outcome) {
    return with(event, new Settled(outcome, false)).counting(failures.after(event.run(), outcome));
  }

  DeviceHistory rebooted(RebootEvent event, BootMarker after) {
    return new DeviceHistory(
        runs,
        after.lastUpdated() == null ? event.at() : after.lastUpdated(),
        after,
        Failures.NONE,
        deferrals,
        null);
  }

  DeviceHistory busyUntil(@Nullable Instant named) {
    return new DeviceHistory(runs, lastReboot, lastBoot, failures, deferrals, named);
  }

  DeviceHistory deferral(RebootEvent.Deferred deferral) {
    Map<Asking, RebootEvent.Deferred> more = new HashMap<>(deferrals);
    more.put(new Asking(deferral.run(), deferral.step()), deferral);
    return new DeviceHistory(runs, lastReboot, lastBoot, failures, Map.copyOf(more), busyUntil);
  }

  /** Why that step last deferred it; null if it did not, or has called or settled it since. */
  public RebootEvent.@Nullable Deferred deferral(String run, String step) {
    return deferrals.get(new Asking(run, step));
  }

  /** Without a run that has ended: none of its steps asks for the device again. */
  public DeviceHistory without(String run) {
    if (!names(run)) {
      return this;
    }
    Map<String, Map<String, Part>> others = new HashMap<>(runs);
    others.remove(run);
    Map<Asking, RebootEvent.Deferred> otherDeferrals = new HashMap<>(deferrals);
    otherDeferrals.keySet().removeIf(step -> step.run().equals(run));
    return new DeviceHistory(
        Map.copyOf(others), lastReboot, lastBoot, failures, Map.copyOf(otherDeferrals), busyUntil);
  }

  /** An equal history; devices to which the same has happened share it, or at least its runs. */
  DeviceHistory sharing(Sharing sharing) {
    return lastBoot == null && busyUntil == null
        ? sharing.same(this)
        : new DeviceHistory(
            sharing.same(runs), lastReboot, lastBoot, failures, deferrals, busyUntil);
  }

  private DeviceHistory counting(Failures changed) {
    return new DeviceHistory(runs, lastReboot, lastBoot, changed, deferrals, busyUntil);
  }

  private DeviceHistory with(RebootEvent event, Part part) {
    Map<String, Map<String, Part>> changed = new HashMap<>(runs);
    Map<String, Part> steps = new HashMap<>(runs.getOrDefault(event.run(), Map.of()));
    steps.put(event.step(), part);
    changed.put(event.run(), Map.copyOf(steps));
    return new DeviceHistory(
        Map.copyOf(changed), lastReboot, lastBoot, failures, withoutDeferral(event), busyUntil);
  }

  private Map<Asking, RebootEvent.Deferred> withoutDeferral(RebootEvent event) {
    Asking step = new Asking(event.run(), event.step());
    if (!deferrals.containsKey(step)) {
      return deferrals;
    }
    Map<Asking, RebootEvent.Deferred> others = new HashMap<>(deferrals);
    others.remove(step);
    return Map.copyOf(others);
  }

  /** A step of a run that asks for the device. */
  public record Asking(String run, String step) {}

  /**
   * How many runs in a row the device failed in.
   *
   * @param last the last of these runs; null for none
   */
  public record Failures(int runs, @Nullable String last) {
    static final Failures NONE = new Failures(0, null);

    /** A run counts once, however many of its steps name the device. */
    Failures after(String run, Outcome outcome) {
      if (outcome == Outcome.CONFIRMED) {
        return NONE;
      }
      return outcome.countsAsFailed() && !run.equals(last) ? new Failures(runs + 1, run) : this;
    }
  }
}
