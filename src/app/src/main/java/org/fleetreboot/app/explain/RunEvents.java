package org.fleetreboot.app.explain;

import static org.fleetreboot.app.explain.Phrases.because;
import static org.fleetreboot.app.explain.Phrases.count;
import static org.fleetreboot.app.explain.Phrases.plain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.FrozenOptions;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** Says the events of a run and its groups in sentences. */
final class RunEvents {
  private RunEvents() {}

  /** Who asked for the run, and for what. */
  static List<Sentence> asked(RunEvent.RunAccepted accepted) {
    List<Sentence> said = new ArrayList<>();
    said.add(Sentence.of(Kind.RUN, accepted.at(), Triggers.said(accepted)));
    if (accepted.retry() != null) {
      said.add(
          Sentence.of(
              Kind.DEVICES,
              null,
              "It retries %s of run %s."
                  .formatted(
                      count(accepted.retry().devices().size(), "device"), accepted.retry().run())));
    } else if (accepted.targets() > 0) {
      said.add(
          Sentence.of(
              Kind.DEVICES,
              null,
              "It was sent %s.".formatted(count(accepted.targets(), "device"))));
    }
    if (!accepted.options().isEmpty()) {
      String options =
          new TreeMap<>(accepted.options())
              .entrySet().stream()
                  .map(option -> option.getKey() + " " + option.getValue())
                  .collect(Collectors.joining(", "));
      said.add(
          Sentence.of(Kind.OPTIONS, null, "It set for its groups: %s.".formatted(plain(options))));
    }
    return said.stream().map(sentence -> sentence.inRun(accepted.run())).toList();
  }

  /** What happened in the run, besides its devices. */
  static List<Sentence> happened(List<RunEvent> events) {
    Set<String> decided = new HashSet<>();
    List<Sentence> said = new ArrayList<>();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.Approved || event instanceof RunEvent.Rejected) {
        decided.add(String.valueOf(event.step()));
      }
      // A decision says what its settled step would say again.
      boolean isSaid = event instanceof RunEvent.StepSettled && decided.contains(event.step());
      Sentence sentence = isSaid ? null : sentence(event);
      if (sentence != null) {
        said.add(event.step() == null ? sentence : sentence.inStep(event.step()));
      }
    }
    return said;
  }

  private static @Nullable Sentence sentence(RunEvent event) {
    Instant at = event.at();
    if (event instanceof RunEvent.StepStarted started) {
      return started.kind() == StepKind.GROUP
          ? null
          : Sentence.of(Kind.STEP, at, "Step %s began.".formatted(started.step()));
    }
    if (event instanceof RunEvent.StepSettled settled) {
      String devices = settled.tally().settled() == 0 ? "" : " (" + settled.tally().text() + ")";
      return Sentence.of(
          Kind.STEP,
          at,
          "Step %s %s%s%s."
              .formatted(
                  settled.step(), ended(settled.result()), devices, because(settled.reason())));
    }
    if (event instanceof RunEvent.StepDeferred deferred) {
      return Sentence.of(
          Kind.RULE,
          at,
          deferred.reason() == null
              ? "Nothing holds step %s back any more.".formatted(deferred.step())
              : "Step %s had to wait%s.".formatted(deferred.step(), because(deferred.reason())));
    }
    if (event instanceof RunEvent.ApprovalRequested requested) {
      String who =
          requested.approvers().isEmpty()
              ? "somebody's approval"
              : "approval from " + String.join(" or ", requested.approvers());
      return Sentence.of(
          Kind.DECISION,
          at,
          "Step %s asked for %s, until %s."
              .formatted(requested.step(), who, TimeText.time(requested.until())));
    }
    if (event instanceof RunEvent.Approved approved) {
      return Sentence.of(
          Kind.DECISION,
          at,
          "%s approved step %s%s."
              .formatted(approved.by(), approved.step(), because(approved.remark())));
    }
    if (event instanceof RunEvent.Rejected rejected) {
      return Sentence.of(
          Kind.DECISION,
          at,
          "%s rejected step %s%s."
              .formatted(rejected.by(), rejected.step(), because(rejected.remark())));
    }
    if (event instanceof RunEvent.RunPaused paused) {
      return order(at, paused.by(), "paused", paused.reason());
    }
    if (event instanceof RunEvent.RunResumed resumed) {
      return order(at, resumed.by(), "resumed", resumed.reason());
    }
    if (event instanceof RunEvent.RunCancelled cancelled) {
      return order(at, cancelled.by(), "cancelled", cancelled.reason());
    }
    if (event instanceof RunEvent.RunSettled settled) {
      return Sentence.of(
          Kind.OUTCOME,
          at,
          "The run %s%s.".formatted(ended(settled.outcome()), because(settled.reason())));
    }
    return null;
  }

  private static Sentence order(Instant at, Requester by, String what, @Nullable String reason) {
    String who = by.equals(Requester.PROGRAM) ? "The program" : by.text();
    return Sentence.of(
        Kind.ORDER,
        at,
        "%s %s the run%s."
            .formatted(who, what, because(unlessSaid(reason, what + " by " + by.text()))));
  }

  /** An order that changed nothing. */
  static Sentence refused(FleetStopEvent.OrderRefused refused) {
    String what = refused.device() == null ? "" : " device " + plain(refused.device());
    return Sentence.of(
        Kind.REFUSED,
        refused.at(),
        "%s was refused to %s%s%s."
            .formatted(refused.by().text(), refused.order(), what, because(refused.reason())));
  }

  /** A reason that nobody gave repeats who gave the order. */
  static @Nullable String unlessSaid(@Nullable String reason, String said) {
    return reason == null || reason.equals(said) ? null : reason;
  }

  /** What happened in a group, besides its end, which the run's own events tell. */
  static List<Sentence> group(String step, List<GroupEvent> events) {
    List<Sentence> said = new ArrayList<>();
    for (GroupEvent event : events) {
      if (event instanceof GroupEvent.GroupStarted started) {
        String options = FrozenOptions.changed(started.options());
        said.add(
            Sentence.of(
                Kind.STEP,
                event.at(),
                "Step %s began%s%s."
                    .formatted(
                        step,
                        started.targets().equals("list")
                            ? " with the devices that it was given"
                            : " with the devices of the query " + plain(started.targets()),
                        options.isEmpty() ? "" : "; " + plain(options))));
      } else if (event instanceof GroupEvent.TargetsFrozen frozen) {
        said.add(
            Sentence.of(
                Kind.STEP,
                event.at(),
                "Step %s has %s.".formatted(step, count(frozen.count(), "device"))));
      } else if (event instanceof GroupEvent.StopRuleBroken broken) {
        said.add(
            Sentence.of(
                Kind.RULE,
                event.at(),
                "Step %s stopped calling%s.".formatted(step, because(broken.rule()))));
      }
    }
    return said.stream().map(sentence -> sentence.inStep(step)).toList();
  }

  private static String ended(StepResult result) {
    return switch (result) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case CANCELLED -> "was cancelled";
    };
  }

  private static String ended(RunOutcome outcome) {
    return switch (outcome) {
      case COMPLETED -> "completed";
      case FAILED -> "failed";
      case CANCELLED -> "was cancelled";
      case SKIPPED -> "was skipped";
    };
  }
}
