package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the machine is moved during a run. The hub has a clock of its own. */
class ClockMovedTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration CONFIRM_WITHIN = CallOptions.DEFAULT.confirmWithin();

  private static final Duration TWENTY = Duration.ofMinutes(20);
  private static final GroupOptions PATIENT =
      GroupOptions.DEFAULT.with(
          OfflinePolicy.DEFAULT
              .with()
              .offline(OfflinePolicy.Offline.WAIT)
              .waitWithin(TWENTY)
              .build());
  private static final GroupOptions STAYS_UP =
      GroupOptions.DEFAULT.with(
          CallOptions.DEFAULT
              .with()
              .confirmWithin(CONFIRM_WITHIN)
              .stayUp(Duration.ofMinutes(1))
              .build());
  private static final CheckFinding NOT_NOW =
      new CheckFinding.NotNow("the line runs", Duration.ofMinutes(4));

  private final ManualClock clock = new ManualClock(NOON);
  private final ManualClock clockOfHub = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clockOfHub);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @ParameterizedTest
  @ValueSource(strings = {"PT3H", "PT-3H", "P400D", "P-400D", "PT1M", "PT-1M"})
  void aDeviceIsConfirmedThoughTheClockWasMoved(Duration moved) {
    Life life = called();

    life.drive.moveClock(moved);
    life.pass(Duration.ofMinutes(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));

    reboot();
    life.pass(Duration.ofMinutes(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "confirmed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT3H", "PT-3H", "P-400D"})
  void aDeviceIsConfirmedThoughTheClockWasMovedBeforeItsAnswer(Duration moved) {
    hub.add("pump", Behavior.NEVER_RETURNS);
    Life life = begin();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump")));
    life.drive.settle();
    Turn turn = life.routes.nextTurn();
    var intent =
        FakeRoutes.answerOf(life.engine.turns().intend(turn, hub.read("pump")), life.drive);

    life.drive.moveClock(moved);
    var unused = life.engine.turns().answer(turn, intent.invocation(), hub.call("pump"), null);
    life.engine.turns().release(turn, null);
    life.pass(Duration.ofSeconds(30));
    reboot();
    life.pass(Duration.ofMinutes(2));

    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "confirmed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT3H", "PT-3H", "P-400D"})
  void aDeviceThatMustStayUpIsConfirmedThoughTheClockWasMoved(Duration moved) {
    Life life = called(STAYS_UP);
    life.drive.moveClock(moved);
    life.pass(Duration.ofSeconds(30));
    reboot();
    life.pass(Duration.ofMinutes(3));

    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "confirmed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-3H", "P-400D"})
  void aDeviceIsConfirmedThoughTheClockWasSetBackWhileNoProgramRan(Duration moved) {
    Life life = startedAfter(moved, called());
    life.pass(Duration.ofSeconds(30));
    reboot();
    life.pass(Duration.ofMinutes(2));

    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "confirmed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-3H", "P-400D"})
  void afterAClockSetBackOverARestartALostDeviceHasItsFullTimeAtMostOnceMore(Duration moved) {
    Life life = startedAfter(moved, called());
    life.pass(CONFIRM_WITHIN.minusMinutes(1));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));

    life.pass(Duration.ofMinutes(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "not-confirmed"));
  }

  @Test
  void aLostDeviceIsWatchedForAsLongAsBefore() {
    Life life = called();
    life.pass(CONFIRM_WITHIN.plusMinutes(1));
    life.drive.moveClock(Duration.ofDays(2));
    life.pass(Duration.ofMinutes(40));

    reboot();
    life.pass(Duration.ofMinutes(20));

    assertThat(life.drive.fleet().hub(null).device("pump").state())
        .isInstanceOf(RebootState.Idle.class);
  }

  @Test
  void aLostDeviceThatCameBackIsNotCalledByAnotherRun() {
    Life life = called();
    life.pass(CONFIRM_WITHIN.plusMinutes(1));
    life.drive.moveClock(Duration.ofDays(2));
    reboot();

    var request =
        new RunRequest(
            "later", "later", new RunTrigger.CommandLine("start"), Requester.login("anna"));
    var unused = life.engine.runs().accept(request).thenAccept(receipt -> {});
    life.drive.settle();
    unused =
        life.group("later", "all", GroupOptions.DEFAULT, List.of("pump")).thenApply(done -> null);
    life.pass(Duration.ofMinutes(1));

    assertThat(hub.calls()).isEqualTo(Map.of("pump", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT3H", "PT-3H"})
  void aDeviceThatDoesNotComeBackHasExactlyItsTime(Duration moved) {
    Life life = called();
    life.drive.moveClock(moved);

    life.pass(CONFIRM_WITHIN.minusMinutes(1));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));

    life.pass(Duration.ofMinutes(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "not-confirmed"));
  }

  @Test
  void skippingTheDeviceInAnotherGroupDoesNotShortenItsTime() {
    Life life = called();
    var unused = life.group(Life.RUN, "other", GroupOptions.DEFAULT, List.of("pump"));
    life.drive.settle();
    life.drive.moveClock(Duration.ofMinutes(30));

    unused =
        life.engine
            .control()
            .skip(Life.RUN, null, "pump", Requester.login("ada"), "in repair")
            .thenApply(done -> null);
    life.pass(Duration.ofMinutes(2));

    assertThat(life.engine.view().devices(Life.RUN))
        .extracting(device -> device.step() + " " + device.status().word())
        .containsExactlyInAnyOrder("group-0 awaiting", "other skipped");
  }

  @Test
  void aPollThatBeganBeforeTheClockWasSetBackGivesNoVerdict() {
    Life life = called();
    life.drive.advance(Duration.ofMinutes(2));
    List<Poll> polls = FakeRoutes.answerOf(life.engine.polls().due(), life.drive);

    life.drive.moveClock(Duration.ofHours(-3));
    for (Poll poll : polls) {
      var unused = life.engine.polls().observe(poll, hub.read(poll.device()));
    }
    life.drive.settle();

    assertThat(polls).hasSize(1);
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H"})
  void aSoakLastsAsLongAsBefore(Duration moved) {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    List<StepResult> results = new ArrayList<>();
    var unused =
        life.engine
            .steps()
            .soak(Life.RUN, "settle", Duration.ofMinutes(10), null)
            .thenAccept(answer -> results.add(answer.result()));
    life.drive.settle();
    life.drive.moveClock(moved);

    life.drive.advance(Duration.ofMinutes(9));
    assertThat(results).isEmpty();
    life.drive.advance(Duration.ofMinutes(1));
    assertThat(results).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void failedPollsAtTheEndOfASoakAreRepeatedAfterTheUsualPause() {
    hub.add("pump", Behavior.REBOOTS);
    Life life = begin();
    var unused =
        life.group(Life.RUN, "all", GroupOptions.DEFAULT, List.of("pump"))
            .thenCompose(
                done ->
                    life.engine
                        .steps()
                        .soak(Life.RUN, "settle", Duration.ofMinutes(1), new Limit(0, false)))
            .thenAccept(life.answers::add);
    for (int seconds = 0; seconds < 20; seconds++) {
      life.pass(Duration.ofSeconds(1));
      clockOfHub.advance(Duration.ofSeconds(1));
    }
    life.drive.advance(Duration.ofMinutes(2));
    List<Poll> polls = FakeRoutes.answerOf(life.engine.polls().due(), life.drive);
    polls.forEach(poll -> life.engine.polls().release(poll, null));
    life.drive.settle();

    life.drive.moveClock(Duration.ofHours(-3));
    life.pass(Duration.ofSeconds(10));

    assertThat(polls).hasSize(1);
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aDeviceThatDisconnectsAfterItWasSeenCountsAsDown() {
    TagPath pair = new TagPath("tags.pair");
    GroupOptions neverTogether = PATIENT.with(new DisruptionBudget(pair, List.of()));
    for (String device : List.of("left", "right")) {
      hub.add(device, Behavior.REBOOTS);
      hub.tag(device, pair, "p-1");
    }
    Life life = begin();
    var unused =
        life.group(Life.RUN, "first", neverTogether, List.of("right")).thenApply(done -> null);
    for (int seconds = 0; seconds < 20; seconds++) {
      life.pass(Duration.ofSeconds(1));
      clockOfHub.advance(Duration.ofSeconds(1));
    }
    assertThat(life.outcomes()).isEqualTo(Map.of("right", "confirmed"));

    life.drive.moveClock(Duration.ofHours(-3));
    hub.disconnect("right");
    life.pass(Duration.ofMinutes(5));
    unused = life.group(Life.RUN, "second", neverTogether, List.of("left")).thenApply(done -> null);
    life.pass(Duration.ofMinutes(5));

    assertThat(hub.calls()).containsEntry("left", 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H"})
  void aBusyDeviceIsCalledAgainAfterAsLongAsItAskedFor(Duration moved) {
    hub.add("pump", Behavior.BUSY);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump")));
    life.pass(Duration.ofSeconds(2));
    life.drive.moveClock(moved);

    life.pass(Duration.ofMinutes(9));
    assertThat(hub.calls()).isEqualTo(Map.of("pump", 1));
    life.pass(Duration.ofMinutes(2));
    assertThat(hub.calls()).isEqualTo(Map.of("pump", 2));
  }

  /** Three hours pause the run, as a standstill does. */
  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H", "PT3H"})
  void aGroupWaitsForADeviceThatIsOfflineForAsLongAsBefore(Duration moved) {
    hub.add("pump", Behavior.OFFLINE);
    Life life = begin();
    life.chain(PATIENT, List.of(List.of("pump")));
    life.pass(Duration.ofMinutes(5));

    move(life, moved);
    life.pass(Duration.ofMinutes(14));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "waiting"));
    life.pass(Duration.ofMinutes(8));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "offline"));
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H", "PT3H"})
  void aGroupWaitsForADeviceThatBlocksOthersForAsLongAsBefore(Duration moved) {
    hub.add("left", Behavior.REBOOTS);
    hub.add("right", Behavior.REBOOTS);
    hub.disconnect("right");
    Limit one = new Limit(1, false);
    Life life = begin();
    life.chain(
        PATIENT.with(Pace.inFlight(one).with().maxDown(one).build()),
        List.of(List.of("left", "right")));
    life.pass(Duration.ofMinutes(5));

    move(life, moved);
    life.pass(Duration.ofMinutes(14));
    assertThat(life.outcomes()).containsEntry("left", "waiting");
    life.pass(Duration.ofMinutes(8));
    assertThat(life.outcomes()).containsEntry("left", "skipped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H", "PT3H"})
  void aGroupWaitsForADeviceWhoseCheckSaysNotNowForAsLongAsBefore(Duration moved) {
    hub.add("pump", Behavior.REBOOTS);
    Life life = begin();
    life.chain(PATIENT, List.of(List.of("pump")));
    notNow(life);
    life.drive.advance(Duration.ofMinutes(4));
    move(life, moved);

    for (int asked = 0; asked < 3; asked++) {
      life.drive.advance(Duration.ofMinutes(4));
      notNow(life);
      assertThat(life.outcomes()).isEqualTo(Map.of("pump", "waiting"));
    }
    life.drive.advance(Duration.ofMinutes(4));
    notNow(life);
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "skipped"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H"})
  void aConfirmedDeviceKeepsItsPlaceForAsLongAsBefore(Duration moved) {
    nextCallIsTenMinutesAfter(
        moved,
        Pace.inFlight(new Limit(1, false)).with().holdAfterConfirm(Duration.ofMinutes(10)).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H"})
  void theRateOfAGroupStaysTheSame(Duration moved) {
    nextCallIsTenMinutesAfter(
        moved, Pace.inFlight(new Limit(1, false)).with().rate(Rate.parse("6/h")).build());
  }

  private void nextCallIsTenMinutesAfter(Duration moved, Pace pace) {
    hub.add("left", Behavior.REBOOTS);
    hub.add("right", Behavior.REBOOTS);
    Life life = begin();
    life.chain(GroupOptions.DEFAULT.with(pace), List.of(List.of("left", "right")));
    for (int minute = 0; minute < 2; minute++) {
      life.pass(Duration.ofMinutes(1));
      clockOfHub.advance(Duration.ofMinutes(1));
    }
    assertThat(life.outcomes()).containsEntry("left", "confirmed");

    life.drive.moveClock(moved);
    life.pass(Duration.ofMinutes(6));
    assertThat(hub.calls()).containsEntry("right", 0);
    life.pass(Duration.ofMinutes(4));
    assertThat(hub.calls()).containsEntry("right", 1);
  }

  private static void notNow(Life life) {
    Turn turn = life.routes.nextTurn();
    var unused = life.engine.turns().checked(turn, NOT_NOW);
    life.engine.turns().release(turn, null);
    life.drive.settle();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H", "PT3H"})
  void aCheckHasItsFullTimeout(Duration moved) {
    Life life = begin();
    var unused =
        life.engine
            .steps()
            .check(Life.RUN, "go", TWENTY, () -> CompletableFuture.completedFuture(NOT_NOW))
            .thenAccept(life.answers::add);
    lastsTwentyMinutes(life, moved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H", "PT3H"})
  void anApprovalHasItsFullTimeout(Duration moved) {
    Life life = begin();
    var unused =
        life.engine
            .steps()
            .approval(Life.RUN, "go", new ApprovalOptions(TWENTY, Set.of(), false))
            .thenAccept(life.answers::add);
    lastsTwentyMinutes(life, moved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-3H", "P-400D"})
  void overARestartACheckHasItsTimeoutAtMostOnceMore(Duration moved) {
    Life first = begin();
    ApprovalOptions callOptions = new ApprovalOptions(TWENTY, Set.of(), false);
    var unused = first.engine.steps().approval(Life.RUN, "go", callOptions);
    first.drive.settle();
    first.close();
    clock.advance(moved);

    Life life = new Life(journal, hub, clock, 2);
    var unusedRuns =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  var unusedAnswer =
                      life.engine
                          .steps()
                          .approval(run.run(), "go", callOptions)
                          .thenAccept(life.answers::add);
                });
    life.drive.settle();
    life.drive.advance(TWENTY.minusMinutes(1));
    assertThat(life.answers).isEmpty();
    life.drive.advance(Duration.ofMinutes(2));
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-3H", "P-400D"})
  void overARestartAGroupWaitsItsTimeAtMostOnceMore(Duration moved) {
    hub.add("pump", Behavior.OFFLINE);
    Life first = begin();
    first.chain(PATIENT, List.of(List.of("pump")));
    first.pass(Duration.ofMinutes(1));
    first.close();
    clock.advance(moved);

    Life life = new Life(journal, hub, clock, 2);
    life.chain(PATIENT, List.of(List.of("pump")));
    life.pass(TWENTY.minusMinutes(1));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "waiting"));
    life.pass(Duration.ofMinutes(8));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "offline"));
  }

  private static void lastsTwentyMinutes(Life life, Duration moved) {
    life.drive.settle();
    life.drive.advance(Duration.ofMinutes(5));
    move(life, moved);
    life.drive.advance(Duration.ofMinutes(9));
    assertThat(life.answers).isEmpty();
    life.drive.advance(Duration.ofMinutes(7));
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H", "PT3H"})
  void anApprovalBeforeTheEndOfTheTimeoutCounts(Duration moved) {
    Life life = begin();
    var unused =
        life.engine
            .steps()
            .approval(Life.RUN, "go", new ApprovalOptions(TWENTY, Set.of(), false))
            .thenAccept(life.answers::add);
    life.drive.settle();
    move(life, moved);
    life.drive.advance(Duration.ofMinutes(19));

    var approved = life.engine.control().approve(Life.RUN, "go", Requester.login("anna"), null);
    life.drive.settle();

    assertThat(approved).isCompletedWithValue(true);
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H"})
  void movingTheClockDuringAPauseChangesNothing(Duration moved) {
    hub.add("pump", Behavior.OFFLINE);
    Life life = begin();
    var unused =
        life.engine
            .steps()
            .approval(Life.RUN, "go", new ApprovalOptions(TWENTY, Set.of(), false))
            .thenAccept(life.answers::add);
    unused = life.group(Life.RUN, "group-0", PATIENT, List.of("pump")).thenApply(done -> null);
    life.pass(Duration.ofMinutes(5));

    var paused = life.engine.control().pause(Life.RUN, Requester.login("anna"), "lunch");
    life.pass(Duration.ofMinutes(10));
    life.drive.moveClock(moved);
    life.pass(Duration.ofMinutes(10));
    move(life, Duration.ZERO);
    life.pass(Duration.ofMinutes(14));
    assertThat(paused).isCompletedWithValue(true);
    assertThat(life.answers).isEmpty();
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "waiting"));

    life.pass(Duration.ofMinutes(8));
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "offline"));
  }

  private static void move(Life life, Duration by) {
    life.drive.moveClock(by);
    var unused = life.engine.control().resume(Life.RUN, Requester.login("anna"), null);
    life.drive.settle();
  }

  private Life begin() {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    return life;
  }

  /** A run whose device has been called and is not back yet. */
  private Life called() {
    return called(GroupOptions.DEFAULT);
  }

  private Life called(GroupOptions options) {
    hub.add("pump", Behavior.NEVER_RETURNS);
    Life life = begin();
    life.chain(options, List.of(List.of("pump")));
    life.pass(Duration.ofSeconds(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));
    return life;
  }

  /** Starts the program again with a clock that shows another time. */
  private Life startedAfter(Duration moved, Life life) {
    life.close();
    clock.advance(moved);
    Life next = new Life(journal, hub, clock, 2);
    next.chain(GroupOptions.DEFAULT, List.of(List.of("pump")));
    return next;
  }

  private void reboot() {
    clockOfHub.advance(Duration.ofMinutes(2));
    hub.reboot("pump");
  }
}
