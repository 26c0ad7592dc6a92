package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.OfflinePolicy.Offline;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.options.TagPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timeouts stand still while the run is paused. */
class PausedTimeoutTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ApprovalOptions FOR_AN_HOUR = new ApprovalOptions(HOUR, Set.of(), false);
  private static final CheckFinding NOT_NOW =
      new CheckFinding.NotNow("the line runs", Duration.ofMinutes(5));

  private static final TagPath PAIR = new TagPath("tags.pair");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final List<StepAnswer> answers = new ArrayList<>();
  private int asked;

  @ParameterizedTest
  @ValueSource(strings = {"approval", "check"})
  void aPauseExtendsTheTimeout(String kind) {
    Life life = begin();
    begin(life, kind);
    life.drive.advance(Duration.ofMinutes(20));

    pause(life);
    life.drive.advance(Duration.ofHours(30));
    assertThat(answers).isEmpty();

    resume(life);
    life.drive.advance(Duration.ofMinutes(34));
    assertThat(answers).isEmpty();
    assertThat(step(life).until())
        .isEqualTo(NOON.plus(HOUR).plus(shownLater(Duration.ofHours(30))));

    life.drive.advance(Duration.ofMinutes(6));
    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"approval", "check"})
  void aPauseAcrossARestartExtendsTheTimeout(String kind) {
    Life first = begin();
    begin(first, kind);
    first.drive.advance(Duration.ofMinutes(20));
    pause(first);
    first.close();
    clock.advance(Duration.ofHours(30));

    Life second = new Life(journal, hub, clock, 2);
    var unused = second.engine.runs().handOver(Life.CHAIN, run -> begin(second, kind));
    second.drive.settle();
    second.drive.advance(Duration.ofHours(1));
    resume(second);
    second.drive.advance(Duration.ofMinutes(34));
    assertThat(answers).isEmpty();

    second.drive.advance(Duration.ofMinutes(6));
    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
  }

  @Test
  void twoPausesAddUpAndAnEarlierOneCountsFromTheStartOfTheStep() {
    Life life = begin();
    pause(life);
    life.drive.advance(HOUR);
    begin(life, "approval");
    life.drive.advance(HOUR);
    resume(life);
    life.drive.advance(Duration.ofMinutes(30));
    pause(life);
    life.drive.advance(HOUR);
    resume(life);
    life.drive.advance(Duration.ofMinutes(29));
    assertThat(answers).isEmpty();

    life.drive.advance(Duration.ofMinutes(1));
    assertThat(answers)
        .extracting(StepAnswer::result, StepAnswer::reason)
        .containsExactly(tuple(StepResult.FAILED, "nobody approved it in time"));
  }

  @Test
  void anApprovalAfterALongPauseCounts() {
    approvesAfterAPause(this::resume);
  }

  @Test
  void anApprovalDuringALongPauseCounts() {
    approvesAfterAPause(life -> {});
  }

  private void approvesAfterAPause(Consumer<Life> then) {
    Life life = begin();
    begin(life, "approval");
    pause(life);
    life.drive.advance(Duration.ofHours(30));
    then.accept(life);

    var approved = life.engine.control().approve(Life.RUN, "go", Requester.login("anna"), null);
    life.drive.settle();

    assertThat(approved).isCompletedWithValue(true);
    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aCheckIsAskedAgainDuringThePause() {
    Life life = begin();
    begin(life, "check");
    pause(life);
    life.drive.advance(Duration.ofHours(2));

    assertThat(asked).isGreaterThan(20);
    assertThat(answers).isEmpty();
  }

  @Test
  void aPauseExtendsTheWaitForAnOfflineDevice() {
    hub.add("pump", Behavior.OFFLINE);
    Life life = begin();
    OfflinePolicy patient =
        OfflinePolicy.DEFAULT.with().offline(Offline.WAIT).waitWithin(HOUR).build();
    life.chain(GroupOptions.DEFAULT.with(patient), List.of(List.of("pump")));
    life.pass(Duration.ofMinutes(20));

    pause(life);
    life.pass(Duration.ofHours(3));
    resume(life);
    life.pass(Duration.ofMinutes(35));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "waiting"));

    life.pass(Duration.ofMinutes(15));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "offline"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"maxDown", "neverTogether"})
  void aPauseExtendsTheWaitForADisconnectedDeviceThatBlocksOthers(String why) {
    Life life = begin();
    life.chain(blocked(why), List.of(List.of("left", "right")));
    life.pass(Duration.ofMinutes(20));

    pause(life);
    life.pass(Duration.ofHours(3));
    resume(life);
    life.pass(Duration.ofMinutes(30));
    assertThat(life.outcomes()).containsEntry("left", "waiting");

    hub.reconnect("right");
    life.pass(Duration.ofMinutes(5));
    assertThat(life.outcomes().values()).containsOnly("confirmed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maxDown", "neverTogether"})
  void theTimeoutStandsStillIfTheProgramWasDownForSoLongThatTheRunIsPaused(String why) {
    Life first = begin();
    first.chain(blocked(why), List.of(List.of("left", "right")));
    first.pass(Duration.ofMinutes(5));
    first.close();
    clock.advance(Duration.ofHours(3));

    Life second = new Life(journal, hub, clock, 2);
    second.chain(blocked(why), List.of(List.of("left", "right")));
    second.pass(Duration.ofMinutes(1));
    resume(second);
    second.pass(Duration.ofMinutes(30));
    assertThat(second.outcomes()).containsEntry("left", "waiting");

    second.pass(Duration.ofMinutes(35));
    assertThat(second.outcomes()).containsEntry("left", "skipped");
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(second.drive.fleet(), journal));
  }

  /** Options with which a device waits for its partner, which is disconnected. */
  private GroupOptions blocked(String why) {
    for (String device : List.of("left", "right")) {
      hub.add(device, Behavior.REBOOTS);
      hub.tag(device, PAIR, "p-1");
    }
    hub.disconnect("right");
    Limit one = new Limit(1, false);
    GroupOptions patient =
        GroupOptions.DEFAULT
            .with(OfflinePolicy.DEFAULT.with().offline(Offline.WAIT).waitWithin(HOUR).build())
            .with(StopRule.of(new Limit(100, true), new Limit(100, true), 20));
    return why.equals("maxDown")
        ? patient.with(Pace.inFlight(one).with().maxDown(one).build())
        : patient.with(new DisruptionBudget(PAIR, List.of()));
  }

  @Test
  void aPauseExtendsTheWaitForADeviceWhoseCheckSaysNotNow() {
    hub.add("pump", Behavior.REBOOTS);
    Life life = begin();
    OfflinePolicy patient =
        OfflinePolicy.DEFAULT.with().offline(Offline.FAIL).waitWithin(HOUR).build();
    life.chain(GroupOptions.DEFAULT.with(patient), List.of(List.of("pump")));
    notNow(life);
    life.drive.advance(Duration.ofMinutes(4));
    pause(life);
    life.drive.advance(Duration.ofHours(3));
    resume(life);

    notNow(life);
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "waiting"));
  }

  private static void notNow(Life life) {
    Turn turn = life.routes.nextTurn();
    var unused = life.engine.turns().checked(turn, NOT_NOW);
    life.engine.turns().release(turn, null);
    life.drive.settle();
  }

  /** Its devices are in use meanwhile, paused or not. */
  @Test
  void aPauseDoesNotExtendASoak() {
    Life life = begin();
    var unused = life.engine.steps().soak(Life.RUN, "go", HOUR, null).thenAccept(answers::add);
    life.drive.settle();
    pause(life);
    life.drive.advance(HOUR);

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  private Life begin() {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    return life;
  }

  private void begin(Life life, String kind) {
    var unused =
        (kind.equals("approval")
                ? life.engine.steps().approval(Life.RUN, "go", FOR_AN_HOUR)
                : life.engine
                    .steps()
                    .check(
                        Life.RUN,
                        "go",
                        HOUR,
                        () -> {
                          asked++;
                          return CompletableFuture.completedFuture(NOT_NOW);
                        }))
            .thenAccept(answers::add);
    life.drive.settle();
  }

  /** How much later a step is shown to end after a pause or stop. */
  Duration shownLater(Duration rest) {
    return rest;
  }

  void pause(Life life) {
    var unused = life.engine.control().pause(Life.RUN, Requester.login("anna"), "lunch");
    life.drive.settle();
  }

  void resume(Life life) {
    var unused = life.engine.control().resume(Life.RUN, Requester.login("anna"), null);
    life.drive.settle();
  }

  private static StepView step(Life life) {
    return Objects.requireNonNull(life.run()).steps().get(0);
  }
}
