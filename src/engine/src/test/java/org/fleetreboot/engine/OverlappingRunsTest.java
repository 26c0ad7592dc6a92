package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;

/** Runs that need their chain to themselves, and runs that are skipped. */
class OverlappingRunsTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void aRunIsSkippedWhileAnotherOfItsChainIsOpenAndNeverBegins() {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    List<String> begun = new ArrayList<>();
    var unused = life.engine.runs().handOver(Life.CHAIN, run -> begun.add(run.run()));
    life.drive.settle();

    assertThat(alone(life, "run-2", Life.CHAIN))
        .isEqualTo(new RunReceipt("run-2", true, RunOutcome.SKIPPED));
    assertThat(alone(life, "run-3", "weekly")).isEqualTo(new RunReceipt("run-3", true, null));
    life.drive.settle();

    RunView skipped = Objects.requireNonNull(life.engine.view().run("run-2"));
    assertThat(skipped.status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(skipped.reason()).isEqualTo("run run-1 of the chain was still open");
    assertThat(begun).containsExactly("run-1");
    assertThat(alone(life, "run-2", Life.CHAIN))
        .isEqualTo(new RunReceipt("run-2", false, RunOutcome.SKIPPED));
    assertThat(alone(life, Life.RUN, Life.CHAIN)).isEqualTo(new RunReceipt(Life.RUN, false, null));
    life.close();

    Life next = new Life(journal, hub, clock, 2);
    assertThat(next.engine.view().run("run-2"))
        .isNotNull()
        .extracting(RunView::status)
        .isEqualTo(RunStatus.SKIPPED);
  }

  @Test
  void aRunBeginsOnceThePreviousOneHasEnded() {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofSeconds(30));
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(alone(life, "run-2", Life.CHAIN)).isEqualTo(new RunReceipt("run-2", true, null));
  }

  @Test
  void aSkippedRunEndsAtOnceAndAKnownRunStaysAsItIs() {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    assertThat(skipped(life, "run-2")).isEqualTo(new RunReceipt("run-2", true, RunOutcome.SKIPPED));
    assertThat(skipped(life, Life.RUN)).isEqualTo(new RunReceipt(Life.RUN, false, null));
    assertThat(life.run().status()).isEqualTo(RunStatus.RUNNING);
  }

  private static RunReceipt alone(Life life, String run, String chain) {
    return FakeRoutes.answerOf(
        life.engine.runs().acceptUnlessOverlapping(request(run, chain)), life.drive);
  }

  private static RunReceipt skipped(Life life, String run) {
    return FakeRoutes.answerOf(
        life.engine.runs().skip(request(run, Life.CHAIN), "nobody was there"), life.drive);
  }

  private static RunRequest request(String run, String chain) {
    return new RunRequest(
        run, chain, new RunTrigger.CommandLine("start"), Requester.login("tester"));
  }
}
