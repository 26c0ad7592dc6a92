package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.callNumber;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.CallOptionsBuilder;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.jspecify.annotations.Nullable;

/**
 * One device, its twin and its history, under arbitrary commands; after every command it checks
 * what must hold in any history.
 */
final class Life {
  /** What happens next; {@code dice} decides if there is a choice. */
  record Moment(What what, String run, String step, int dice, int seconds) {}

  enum What {
    TURN,
    ANSWER,
    STRAY_ANSWER,
    POLL,
    LATE_POLL,
    STRAY_POLL,
    RECOVER,
    NOTE,
    PUT_OFF,
    SKIP,
    CANCEL,
    DEVICE_REPORTS,
    TWIN_RESET
  }

  private static final List<ConfirmBy> CONFIRM_BY = List.of(ConfirmBy.values());
  private static final List<Cause> CAUSES = List.of(Cause.values());

  /** The answers after which a call ends in a failure. */
  private static final Set<Cause> CAUSES_OF_FAILURE =
      Set.of(Cause.MALFORMED, Cause.REFUSED_FOR_DEVICE);

  private final List<RebootEvent> history = new ArrayList<>();
  private final Set<String> settled = new HashSet<>();
  private final Map<String, Integer> sends = new HashMap<>();
  private final Map<String, Integer> foundOffline = new HashMap<>();
  private final Map<String, Integer> busyAnswers = new HashMap<>();
  private final Map<String, Integer> refusals = new HashMap<>();

  /** The runs that are known to have called the device. */
  private final Set<String> called = new HashSet<>();

  private RebootState state = RebootState.INITIAL;
  private Instant now = NOON;
  private BootMarker twin = OLD;
  private boolean registered = true;
  private int reboots;
  private int calls;
  private @Nullable InvocationIntended unanswered;
  private boolean runCalledBefore;

  List<RebootEvent> history() {
    return history;
  }

  RebootState state() {
    return state;
  }

  void live(Moment moment) {
    now = now.plusSeconds(moment.seconds());
    int dice = moment.dice();
    switch (moment.what()) {
      case TURN ->
          ask(
              new RebootCommand.TakeTurn(
                  moment.run(),
                  moment.step(),
                  now,
                  now,
                  GroupOptions.DEFAULT.with(callOptions(dice)).with(offlinePolicy(dice)),
                  RebootFixture.NOON,
                  reading(dice),
                  callNumber(++calls),
                  null,
                  dice % 7 == 6 ? new Deferral("others are down", dice % 2 == 0) : null));
      case ANSWER ->
          ask(new RebootCommand.RecordAnswer(callNumber(calls), now, answer(dice), 0.5, null));
      case STRAY_ANSWER ->
          ask(new RebootCommand.RecordAnswer(callNumber(dice), now, answer(dice), 0.5, null));
      case POLL -> poll(state.call(), now);
      case LATE_POLL -> {
        now = now.plus(CallOptions.DEFAULT.confirmWithin());
        poll(state.call(), now);
      }
      case STRAY_POLL ->
          ask(
              new RebootCommand.RecordPoll(
                  callNumber(dice), now.minusSeconds(dice), now, reading(dice)));
      case NOTE -> ask(new RebootCommand.Note(moment.run(), moment.step(), now, "4 bar"));
      case PUT_OFF ->
          ask(
              new RebootCommand.Defer(
                  moment.run(), moment.step(), now, "reason " + dice % 2, null));
      case RECOVER -> ask(new RebootCommand.Recover(now));
      case SKIP -> ask(new RebootCommand.Skip(moment.run(), moment.step(), now, null, "a rule"));
      case CANCEL ->
          ask(
              new RebootCommand.Cancel(
                  moment.run(), moment.step(), now, Requester.login("ada"), "a person"));
      case DEVICE_REPORTS -> {
        registered = true;
        String value = dice % 4 == 0 ? twin.value() : "boot-" + ++reboots;
        twin = new BootMarker(value, value == null ? null : now, twin.sectionVersion() + 1);
      }
      case TWIN_RESET -> {
        registered = dice % 2 == 0;
        twin = BootMarker.absent(1);
      }
    }
  }

  private void poll(@Nullable Call call, Instant began) {
    if (call != null) {
      ask(new RebootCommand.RecordPoll(call.invocation(), began, now, reading(0)));
    }
  }

  private void ask(RebootCommand command) {
    runCalledBefore = command instanceof RebootCommand.TakeTurn turn && called.contains(turn.run());
    boolean again = command instanceof RebootCommand.TakeTurn turn && turn.callOptions().again();
    for (RebootEvent event : Reboot.decide(state, command)) {
      check(event, again);
      history.add(event);
      state = Reboot.evolve(state, event);
    }
  }

  private void check(RebootEvent event, boolean again) {
    if (event instanceof RebootEvent.Noted) {
      return;
    }
    String part = event.run() + "/" + event.step();
    if (event instanceof RebootEvent.Deferred) {
      assertThat(unanswered != null && unanswered.isOf(event.run(), event.step()))
          .as("a called device is not deferred")
          .isFalse();
      assertThat(settled).as("a settled step has no more events: %s", event).doesNotContain(part);
      return;
    }
    if (!(event instanceof RebootEvent.ConfirmedLate)) {
      assertThat(settled).as("a settled step has no more events: %s", event).doesNotContain(part);
    }
    if (event.outcome() != null) {
      settled.add(part);
    }
    if (event instanceof InvocationIntended intent) {
      assertThat(unanswered).as("at most one call without an answer").isNull();
      assertThat(state).as("no call in flight").isNotInstanceOf(RebootState.InFlight.class);
      assertThat(runCalledBefore && !again).as("a run calls a device once").isFalse();
      assertThat(intent.send()).isEqualTo(1 + sends.getOrDefault(part, 0));
      assertThat(intent.attempt()).isEqualTo(1 + foundOffline.getOrDefault(part, 0));
      assertThat(intent.busyAnswers()).isEqualTo(busyAnswers.getOrDefault(part, 0));
      assertThat(intent.refusals()).isEqualTo(refusals.getOrDefault(part, 0));
      sends.merge(part, 1, Integer::sum);
      unanswered = intent;
    } else if (unanswered != null && unanswered.isOf(event.run(), event.step())) {
      if (!hasStartedNothing(event)) {
        called.add(event.run());
      }
      unanswered = null;
    }
    if (event instanceof RebootEvent.Busy) {
      busyAnswers.merge(part, 1, Integer::sum);
    }
    if (event instanceof RebootEvent.NotDelivered failed && failed.cause() == Cause.OFFLINE) {
      foundOffline.merge(part, 1, Integer::sum);
    }
    if (event instanceof RebootEvent.NotDelivered failed
        && failed.cause() == Cause.REFUSED_FOR_DEVICE) {
      assertThat(refusals.merge(part, 1, Integer::sum)).isLessThan(Reboot.REFUSALS);
    }
  }

  private static boolean hasStartedNothing(RebootEvent event) {
    return event instanceof RebootEvent.NotDelivered
        || event instanceof RebootEvent.Busy
        || event instanceof RebootEvent.FoundOffline
        || (event instanceof RebootEvent.Failed failed && failed.reason().equals("malformed"));
  }

  private TwinReading reading(int dice) {
    return registered ? new TwinReading.Found(twin, dice % 3 > 0) : new TwinReading.NotRegistered();
  }

  private static OfflinePolicy offlinePolicy(int dice) {
    OfflinePolicy.Offline[] offline = OfflinePolicy.Offline.values();
    return dice % 4 == 0
        ? new OfflinePolicy(offline[dice % offline.length], Duration.ofMinutes(dice))
        : OfflinePolicy.DEFAULT;
  }

  private static CallOptions callOptions(int dice) {
    CallOptionsBuilder change =
        CallOptions.DEFAULT
            .with()
            .attempts(1 + dice % 3)
            .confirm(CONFIRM_BY.get(dice % 3))
            .marker(new MarkerPath(dice % 5 == 0 ? "lastReboot" : "rebootTime"))
            .connectTimeout(Duration.ofSeconds(dice % 2))
            .again(dice % 4 == 0);
    if (dice % 5 < 2) {
      change.stayUp(Duration.ofSeconds(30));
    }
    if (dice % 7 == 0) {
      change.unlessRebootedWithin(Duration.ofMinutes(10));
    }
    if (dice % 4 == 0) {
      change.quarantineAfter(1 + dice % 5);
    }
    return change.build();
  }

  private static InvocationAnswer answer(int dice) {
    return switch (dice % 11) {
      case 0, 1 -> new InvocationAnswer.Answered(200);
      case 2 -> new InvocationAnswer.Answered(500);
      case 3 -> new InvocationAnswer.Lost(404103, "not online");
      case 4 -> new InvocationAnswer.Lost(null, "timed out");
      case 10 -> new InvocationAnswer.Answered(423);
      default -> {
        Cause cause = CAUSES.get(dice % CAUSES.size());
        yield new InvocationAnswer.NotDelivered(
            cause, CAUSES_OF_FAILURE.contains(cause) ? "malformed" : "" + cause);
      }
    };
  }
}
