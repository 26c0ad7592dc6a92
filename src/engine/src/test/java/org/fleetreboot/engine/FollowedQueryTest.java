package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.GroupOptions.Membership;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A query that finds more devices while its group is under way. */
class FollowedQueryTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final List<String> found = new ArrayList<>(List.of("slow"));
  private int asked;
  private boolean unreachable;
  private @Nullable String refused;

  @BeforeEach
  void addDevices() {
    // This device keeps its group under way for ten minutes.
    hub.add("slow", Behavior.NEVER_RETURNS);
    hub.add("late", Behavior.REBOOTS);
  }

  @ParameterizedTest
  @EnumSource(Membership.class)
  void aDeviceThatTheQueryFindsLaterJoinsAGroupThatFollows(Membership membership) {
    Life life = begin(membership, 1);
    life.pass(Duration.ofMinutes(2));
    found.add("late");

    life.pass(Duration.ofMinutes(2));

    assertThat(hub.calls()).containsEntry("late", membership == Membership.FOLLOW ? 1 : 0);
  }

  @Test
  void theQueryIsAskedEveryMinute() {
    Life life = begin(Membership.FOLLOW, 1);

    life.pass(Duration.ofMinutes(5).plusSeconds(5));

    assertThat(asked).isEqualTo(6);
  }

  @Test
  void theLastQueryBeforeTheEndFindsDevicesThatCameMeanwhile() {
    found.set(0, "late");
    hub.add("later", Behavior.REBOOTS);
    Life life = begin(Membership.FOLLOW, 1);
    found.add("later");

    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes()).containsEntry("later", "confirmed").hasSize(2);
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aGroupFollowsItsQueryAfterARestart() {
    Life first = begin(Membership.FOLLOW, 1);
    first.pass(Duration.ofMinutes(1));
    first.close();
    found.add("late");

    Life second = chain(Membership.FOLLOW, 2);
    second.pass(Duration.ofMinutes(12));

    assertThat(second.outcomes())
        .containsEntry("late", "confirmed")
        .containsEntry("slow", "not-confirmed");
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(second.drive.fleet(), journal));
  }

  @Test
  void theGroupDoesNotEndWhileTheHubCannotAnswerItsQuery() {
    Life life = begin(Membership.FOLLOW, 1);
    life.pass(Duration.ofMinutes(9));
    unreachable = true;
    life.pass(Duration.ofMinutes(10));
    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);

    unreachable = false;
    found.add("late");
    life.pass(Duration.ofMinutes(5));

    assertThat(life.outcomes()).containsEntry("late", "confirmed");
    assertThat(life.run().status()).isNotEqualTo(RunStatus.RUNNING);
  }

  @Test
  void aQueryThatIsRefusedLaterIsReportedOnceAndHoldsNoGroupOpen() {
    Life life = begin(Membership.FOLLOW, 1);
    refused = "no such tag";
    life.pass(Duration.ofMinutes(5));
    assertThat(life.run().steps().get(0).reason())
        .isEqualTo("no device can join, because its query is refused: no such tag (request 2)");
    assertThat(toldOfSteps()).isEqualTo(1);

    refused = null;
    life.pass(Duration.ofMinutes(1));
    assertThat(life.run().steps().get(0).reason()).isNull();

    refused = "no such tag";
    life.pass(Duration.ofMinutes(10));
    assertThat(life.run().status()).isNotEqualTo(RunStatus.RUNNING);
    assertThat(toldOfSteps()).isEqualTo(3);
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  @Test
  void aRefusalThatRepeatsAQueryOfManyDevicesIsCut() {
    Life life = begin(Membership.FOLLOW, 1);
    refused = "deviceId IN ['pump-1'" + ", 'pump-1'".repeat(10_000) + "]";

    life.pass(Duration.ofMinutes(2));

    assertThat(life.run().steps().get(0).reason()).endsWith(" bytes)").hasSizeLessThan(1_100);
  }

  private long toldOfSteps() {
    return journal.read(StreamId.run(Life.RUN)).stream()
        .filter(event -> event.type().equals("run.step-deferred.v1"))
        .count();
  }

  private Life begin(Membership membership, long seed) {
    Life life = new Life(journal, hub, clock, seed);
    life.accept();
    life.close();
    return chain(membership, seed);
  }

  private Life chain(Membership membership, long seed) {
    Life life = new Life(journal, hub, clock, seed);
    GroupOptions options = GroupOptions.DEFAULT.with(membership);
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run ->
                    life.engine
                        .steps()
                        .group(
                            run.run(),
                            "group",
                            options,
                            null,
                            List.of(HubTargets.of("a query", this::collect)))
                        .thenAccept(answer -> life.engine.runs().end(run.run(), null)));
    life.drive.settle();
    return life;
  }

  private CompletionStage<Void> collect(PageCollector<String> collector) {
    asked++;
    if (refused != null) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(refused + " (request " + asked + ")"));
    }
    return unreachable
        ? collector
            .troubled(new HubTrouble(HubTrouble.Kind.UNREACHABLE, "refused"))
            .thenCompose(again -> collect(collector))
        : collector.add(List.copyOf(found));
  }
}
