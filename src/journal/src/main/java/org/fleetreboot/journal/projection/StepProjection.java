package org.fleetreboot.journal.projection;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.InstantFormat;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/** One step of the read model, with its devices. */
public final class StepProjection {
  /** How much of an answer fits in a line that people read; the event has all of it. */
  private static final int LONGEST = 100;

  private final String step;
  private final Map<String, DeviceView> devices = new LinkedHashMap<>();

  /** Devices that rebooted once more by themselves after their call. */
  private final Set<String> rebootedAgain = new HashSet<>();

  private GroupState state = GroupState.INITIAL;
  private @Nullable Instant startedAt;

  /** The outcomes that the group did not wait for. */
  private Tally late = Tally.EMPTY;

  public StepProjection(String step) {
    this.step = step;
  }

  public String step() {
    return step;
  }

  public void apply(GroupEvent event) {
    state = Group.evolve(state, event);
    if (event instanceof GroupEvent.GroupStarted started) {
      startedAt = started.at();
    } else if (event instanceof GroupEvent.TargetsAdded added) {
      for (String device : added.devices()) {
        devices.put(device, new DeviceView(device, step, DeviceStatus.WAITING, null, null));
      }
    }
  }

  public void apply(String device, RebootEvent event) {
    Outcome outcome = event.outcome();
    if (outcome != null && state.phase() == GroupState.Phase.SETTLED) {
      late = late.plus(outcome);
    } else if (outcome != null) {
      state = Group.evolve(state, event);
    }
    if (event instanceof RebootEvent.RebootedAgain) {
      rebootedAgain.add(device);
    }
    DeviceView known = devices.get(device);
    if (known != null) {
      devices.put(device, view(known, event));
    }
  }

  private DeviceView view(DeviceView known, RebootEvent event) {
    Outcome outcome = event.outcome();
    if (outcome != null) {
      boolean unplanned = outcome == Outcome.CONFIRMED && rebootedAgain.contains(known.device());
      String detail = unplanned ? known.detail() : detail(event);
      return view(known, DeviceStatus.of(outcome), event, detail);
    }
    if (event instanceof RebootEvent.InvocationIntended) {
      return view(known, DeviceStatus.CALLING, event, null);
    }
    if (event instanceof RebootEvent.Deferred deferral) {
      return view(known, DeviceStatus.WAITING, event, deferral.reason());
    }
    if (event instanceof RebootEvent.NotDelivered || event instanceof RebootEvent.Busy) {
      return view(known, DeviceStatus.RETRYING, event, detail(event));
    }
    if (event instanceof RebootEvent.Noted noted) {
      return new DeviceView(
          known.device(),
          step,
          known.status(),
          known.at(),
          with(noted.note(), known.detail()),
          known.answer());
    }
    if (event instanceof RebootEvent.ConfirmedLate) {
      return new DeviceView(
          known.device(),
          step,
          known.status(),
          known.at(),
          "confirmed late at " + event.at(),
          known.answer());
    }
    return view(known, DeviceStatus.AWAITING, event, detail(event));
  }

  private DeviceView view(
      DeviceView known, DeviceStatus status, RebootEvent event, @Nullable String detail) {
    return new DeviceView(
        known.device(), step, status, event.at(), detail, answer(event, known.answer()));
  }

  private static DeviceView.@Nullable Answer answer(
      RebootEvent event, DeviceView.@Nullable Answer known) {
    if (event instanceof RebootEvent.Accepted accepted) {
      return new DeviceView.Answer(accepted.status(), accepted.response());
    }
    if (event instanceof RebootEvent.Rejected rejected) {
      return new DeviceView.Answer(rejected.status(), rejected.response());
    }
    if (event instanceof RebootEvent.Busy busy) {
      return new DeviceView.Answer(busy.status(), busy.response());
    }
    return event instanceof RebootEvent.InvocationIntended ? null : known;
  }

  /** Adds a note, which may come more than once. */
  private static String with(String note, @Nullable String detail) {
    if (detail == null || detail.endsWith(note)) {
      return detail == null ? note : detail;
    }
    return detail + "; " + note;
  }

  private static String answered(int status, @Nullable String response) {
    String answered = "the device answered " + status;
    if (response == null) {
      return answered;
    }
    return answered
        + ": "
        + (response.length() > LONGEST ? response.substring(0, LONGEST) + "…" : response);
  }

  /** What people are told of the event besides its status; null for nothing. */
  public static @Nullable String detail(RebootEvent event) {
    if (event instanceof RebootEvent.Rejected rejected) {
      String reason = rejected.reason();
      return answered(rejected.status(), rejected.response())
          + (reason == null ? "" : "; " + reason);
    }
    if (event instanceof RebootEvent.Busy busy) {
      return "busy: "
          + answered(busy.status(), busy.response())
          + "; called again at "
          + InstantFormat.of(busy.retryAt());
    }
    if (event instanceof RebootEvent.AnswerLost lost) {
      return "answer lost: " + lost.detail();
    }
    if (event instanceof RebootEvent.NotDelivered notDelivered) {
      return notDelivered.detail();
    }
    if (event instanceof RebootEvent.CameBack) {
      return "back, and has to stay up";
    }
    if (event instanceof RebootEvent.RebootedAgain again) {
      return "rebooted again by itself, " + again.reboots() + " reboots after one call";
    }
    if (event instanceof RebootEvent.NotConfirmed ended) {
      return ended.reason();
    }
    if (event instanceof RebootEvent.OutcomeUnknown ended) {
      return ended.reason();
    }
    if (event instanceof RebootEvent.FoundOffline offline) {
      return offline.reason();
    }
    if (event instanceof RebootEvent.Failed failed) {
      return failed.reason();
    }
    if (event instanceof RebootEvent.Skipped skipped) {
      return skipped.reason();
    }
    if (event instanceof RebootEvent.Cancelled cancelled) {
      return cancelled.reason();
    }
    return null;
  }

  public StepView view(RunState.@Nullable Step known) {
    Instant started = known == null ? startedAt : known.started().at();
    return new StepView(
        step,
        RunProjection.kind(known),
        status(known),
        state.targets(),
        state.tally().plus(late),
        started == null ? Instant.EPOCH : started,
        known == null ? null : known.started().until(),
        reason(known),
        state.options(),
        approval(known));
  }

  private @Nullable String reason(RunState.@Nullable Step known) {
    if (known != null && known.settled() != null) {
      return known.settled().reason();
    }
    return known != null && known.deferral() != null ? known.deferral().reason() : state.reason();
  }

  private static @Nullable ApprovalView approval(RunState.@Nullable Step known) {
    if (known == null || known.settled() != null || known.approval() == null) {
      return null;
    }
    return new ApprovalView(
        known.approval().until(),
        Collections.unmodifiableSortedSet(new TreeSet<>(known.approval().approvers())),
        known.approval().fourEyes());
  }

  private StepStatus status(RunState.@Nullable Step known) {
    if (known != null && known.settled() != null) {
      return StepStatus.of(known.settled().result());
    }
    return switch (state.phase()) {
      case NEW -> approval(known) == null ? StepStatus.RUNNING : StepStatus.WAITING;
      case COLLECTING -> StepStatus.COLLECTING;
      case RUNNING -> StepStatus.RUNNING;
      case PAUSED -> StepStatus.PAUSED;
      case STOPPING -> StepStatus.STOPPING;
      case CANCELLING -> StepStatus.CANCELLING;
      case SETTLED -> StepStatus.of(Objects.requireNonNull(state.result()));
    };
  }

  public List<DeviceView> devices() {
    return List.copyOf(devices.values());
  }
}
