package org.fleetreboot.app.explain;

import static org.fleetreboot.app.explain.Phrases.count;
import static org.fleetreboot.app.explain.Phrases.plain;
import static org.fleetreboot.app.explain.Phrases.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/** Says what a device waits for in a step that has not settled it, and what happens next. */
final class DeviceWaits {
  private final GroupBrakes groups;
  private final Instant now;
  private final boolean isWorkedOn;

  DeviceWaits(FleetView fleet, Conditions conditions) {
    this.groups = new GroupBrakes(fleet, conditions.now());
    this.now = conditions.now();
    this.isWorkedOn = !(conditions.program() instanceof ProgramPresence.Abandoned);
  }

  /**
   * The sentences.
   *
   * @param step null if the run does not know it
   * @param isHeld whether something holds back all calls of the run
   */
  List<Sentence> of(
      DeviceView device,
      RunView run,
      @Nullable StepView step,
      DeviceStanding standing,
      boolean isHeld) {
    List<Sentence> said = new ArrayList<>();
    switch (device.status()) {
      case WAITING -> waiting(device, run, step, standing, isHeld, said);
      case CALLING -> calling(step, standing, said);
      case AWAITING -> awaiting(standing, said);
      case RETRYING -> retrying(standing, said);
      default -> settled(standing, said);
    }
    return said.stream().map(sentence -> sentence.inRun(run.run()).inStep(device.step())).toList();
  }

  private void waiting(
      DeviceView device,
      RunView run,
      @Nullable StepView step,
      DeviceStanding standing,
      boolean isHeld,
      List<Sentence> said) {
    GroupView group = step == null ? null : step.group(device.hub());
    if (step == null || group == null || isEnding(run, step, group, said)) {
      return;
    }
    String name = run.named(step.step(), group.hub());
    if (group.status() == StepStatus.COLLECTING) {
      said.add(
          say(
              Kind.COLLECTING,
              step.startedAt(),
              "The devices of step %s are still being listed.".formatted(name)));
    }
    Map<DeviceStatus, Long> counts = groups.counts(run, step, group);
    List<Sentence> brakes = groups.of(run, step, group, counts);
    said.addAll(brakes);
    RebootEvent.Deferred deferral = standing.deferral();
    String reason = deferral == null ? device.detail() : deferral.reason();
    if (reason != null) {
      Instant at = deferral == null ? device.at() : deferral.at();
      said.add(
          say(
              Kind.REASON,
              at,
              "At its last turn%s it was not called: %s."
                  .formatted(at == null ? "" : ", " + TimeText.time(at) + ",", plain(reason))));
    } else if (brakes.isEmpty() && !isHeld) {
      said.add(
          say(
              Kind.TURN,
              null,
              "It waits for its turn: of step %s, %s, and %s under way."
                  .formatted(
                      name,
                      waits(GroupBrakes.of(counts, DeviceStatus.WAITING)),
                      GroupBrakes.are(GroupBrakes.underWay(counts)))));
    }
    nextTurn(step, reason != null, said);
  }

  private static String waits(long devices) {
    return count(devices, "device") + (devices == 1 ? " waits" : " wait");
  }

  /** Whether its group will end it uncalled. */
  private static boolean isEnding(
      RunView run, StepView step, GroupView group, List<Sentence> said) {
    if (group.status() == StepStatus.STOPPING) {
      said.add(
          say(
              Kind.STOP_RULE,
              null,
              "Step %s calls no more devices%s."
                  .formatted(
                      run.named(step.step(), group.hub()), Phrases.because(group.reason()))));
      said.add(say(Kind.OVER, null, "It will be skipped."));
      return true;
    }
    if (group.status() == StepStatus.CANCELLING) {
      said.add(say(Kind.OVER, null, "It will be cancelled without a call."));
      return true;
    }
    return false;
  }

  private static void nextTurn(StepView step, boolean wasDeferred, List<Sentence> said) {
    GroupOptions options = step.options();
    String limit =
        wasDeferred && options != null
            ? " Its step waits for such devices for at most %s from its start, pauses not counted (waitWithin)."
                .formatted(DurationFormat.of(options.offlinePolicy().waitWithin()))
            : "";
    said.add(
        say(
            Kind.NEXT_TURN,
            null,
            "%s its twin is read, and it is called unless that speaks against it.%s"
                .formatted(
                    wasDeferred
                        ? "It gets another turn by itself once that is over; then"
                        : "When its turn comes,",
                    limit)));
  }

  private void calling(@Nullable StepView step, DeviceStanding standing, List<Sentence> said) {
    InvocationIntended call = standing.call();
    if (call == null) {
      return;
    }
    said.add(
        say(
            Kind.UNANSWERED,
            call.at(),
            "Its call was recorded at %s, and no answer yet.".formatted(TimeText.time(call.at()))));
    GroupOptions options = step == null ? null : step.options();
    Duration answer = options == null ? Duration.ZERO : options.callOptions().responseTimeout();
    Instant until = call.notAfter().plus(call.connectTimeout()).plus(answer);
    said.add(
        say(
            Kind.DEADLINE,
            until,
            "It can answer until about %s. If no answer comes, it is not called again: its twin will show whether it reboots."
                .formatted(when(until, now))));
  }

  private void awaiting(DeviceStanding standing, List<Sentence> said) {
    InvocationIntended call = standing.call();
    Instant stayUp = standing.stayUpUntil();
    Instant deadline = standing.deadline();
    RebootEvent last = standing.last();
    if (call == null || last == null) {
      return;
    }
    if (stayUp != null) {
      said.add(say(Kind.STAY_UP, last.at(), "It is back, and has to stay up (stayUp)."));
      said.add(
          say(
              Kind.DEADLINE,
              stayUp,
              "If it is still up at %s, it is confirmed.".formatted(when(stayUp, now))));
      return;
    }
    said.add(
        say(
            Kind.MARKER,
            last.at(),
            "It %s; its twin has not shown a reboot yet."
                .formatted(
                    last instanceof RebootEvent.Accepted accepted
                        ? "answered %d at %s"
                            .formatted(accepted.status(), TimeText.time(accepted.at()))
                        : "was called, and its answer was lost at " + TimeText.time(last.at()))));
    if (deadline != null) {
      String end = last instanceof RebootEvent.Accepted ? "not-confirmed" : "unknown";
      said.add(
          say(
              Kind.DEADLINE,
              deadline,
              deadline.isAfter(now)
                  ? "Its twin is read again and again. If %s shows no reboot by %s, it ends %s and is watched for another day."
                      .formatted(call.marker().path(), when(deadline, now), end)
                  : "Its time was over at %s: the next read of its twin decides."
                      .formatted(when(deadline, now))));
    }
  }

  private void retrying(DeviceStanding standing, List<Sentence> said) {
    Instant retryAt = standing.retryAt();
    RebootEvent last = standing.last();
    if (retryAt == null || last == null) {
      return;
    }
    boolean isBusy = last instanceof RebootEvent.Busy;
    said.add(
        say(
            isBusy ? Kind.BUSY : Kind.BACK_OFF,
            last.at(),
            isBusy
                ? "It said that it is busy."
                : "Its last call did not reach it, and is not repeated at once."));
    if (standing.deferral() != null) {
      said.add(
          say(
              Kind.REASON,
              standing.deferral().at(),
              "At its last turn it was not called: %s."
                  .formatted(plain(standing.deferral().reason()))));
    }
    said.add(
        say(
            Kind.NEXT_TURN,
            retryAt,
            retryAt.isAfter(now)
                ? "It gets another turn from %s on.".formatted(when(retryAt, now))
                : "It gets another turn as soon as its group calls again."));
  }

  private void settled(DeviceStanding standing, List<Sentence> said) {
    Instant watched = standing.watchUntil();
    if (watched != null && watched.isAfter(now)) {
      said.add(
          say(
              Kind.POLL,
              watched,
              (isWorkedOn
                      ? "Its twin is still read now and then, until %s: a late reboot is recorded."
                      : "A program would read its twin now and then until %s, and record a late reboot; none works with this journal.")
                  .formatted(when(watched, now))));
    }
  }

  private static Sentence say(Kind kind, @Nullable Instant at, String text) {
    return Sentence.of(kind, at, text);
  }
}
