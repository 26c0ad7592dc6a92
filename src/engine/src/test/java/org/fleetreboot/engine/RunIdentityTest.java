package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.Test;

/** Which run an id stands for: a run stays with the hub that it was accepted for. */
class RunIdentityTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final EngineSettings PLANT_8 = EngineSettings.of("plant-8");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void anotherHubIsRefusedWhileARunIsOpenAndNoDeviceIsCalledThere() {
    Life first = lifeWithAnOpenRun();
    first.close();

    assertThatThrownBy(() -> new Life(journal, hub, clock, 2, PLANT_8))
        .isInstanceOf(OpenOnAnotherHub.class)
        .hasMessageContainingAll("run-1", "open on hub local", "works with plant-8", "reboot.hub");
    assertThat(hub.calls()).containsOnly(entry("pump-1", 1));
    assertThat(journal.partitions()).containsExactly("hub/local", "runs");
  }

  @Test
  void aRunWithoutACallSoFarIsNotTakenToAnotherHubEither() {
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    first.close();

    assertThatThrownBy(() -> new Life(journal, hub, clock, 2, PLANT_8))
        .isInstanceOf(OpenOnAnotherHub.class);
  }

  @Test
  void onceTheRunHasEndedAnotherHubMayUseTheJournal() {
    Life first = lifeWithAnOpenRun();
    first.pass(Duration.ofSeconds(30));
    assertThat(first.run().status()).isEqualTo(RunStatus.COMPLETED);
    first.close();

    Life second = new Life(journal, hub, clock, 2, PLANT_8);
    assertThat(ofChain(second, "run-2", Life.CHAIN))
        .isCompletedWithValueMatching(RunReceipt::isNew);
    second.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    second.pass(Duration.ofSeconds(30));

    assertThat(hub.calls()).containsOnly(entry("pump-1", 2));
  }

  @Test
  void anIdOfAnotherHubIsTaken() {
    Life first = lifeWithAnOpenRun();
    first.pass(Duration.ofSeconds(30));
    first.close();

    Life second = new Life(journal, hub, clock, 2, PLANT_8);

    assertThat(ofChain(second, Life.RUN, Life.CHAIN).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class)
        .withMessageContaining("on local");
  }

  @Test
  void anIdOfAnotherChainIsTaken() {
    Life life = lifeWithAnOpenRun();

    assertThat(ofChain(life, Life.RUN, "another").toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class)
        .withMessageContaining("of chain 'nightly'");
  }

  @Test
  void anIdOfARunWithAnotherListOfDevicesIsTaken() {
    Life life = new Life(journal, hub, clock, 1);
    assertThat(accept(life, List.of("start", "--device", "pump-1"), List.of("pump-1")))
        .isCompletedWithValueMatching(RunReceipt::isNew);

    assertThat(
            accept(life, List.of("start", "--device", "pump-2"), List.of("pump-2"))
                .toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class)
        .withMessageContaining("begun by 'start --device pump-1'");
  }

  @Test
  void aRepeatedQueryMayFindOtherDevicesForTheSameRun() {
    Life life = new Life(journal, hub, clock, 1);
    var unused = accept(life, List.of("start", "--query", "tags.a = 1"), List.of("pump-1"));

    assertThat(accept(life, List.of("start", "--query", "tags.a = 1"), List.of("pump-1", "pump-2")))
        .isCompletedWithValueMatching(receipt -> !receipt.isNew());
  }

  @Test
  void anIdOfARunWithOtherOptionsIsTaken() {
    Life life = new Life(journal, hub, clock, 1);
    var unused = sent(life, Map.of("maxInFlight", "3"), Map.of());

    assertThat(sent(life, Map.of(), Map.of()).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class)
        .withMessageContaining("with other options: maxInFlight 3");
    var alone =
        life.engine.runs().acceptUnlessOverlapping(request(Map.of("maxInFlight", "4"), Map.of()));
    life.drive.settle();
    assertThat(alone.toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class);
  }

  @Test
  void anIdOfAnEndedRunWithOtherOptionsIsTaken() {
    Map<String, String> options = Map.of("maxInFlight", "3");
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    var unused = sent(life, options, Map.of("JMSPriority", "4"));
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofSeconds(30));
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);

    assertThat(sent(life, options, Map.of("JMSPriority", "4")))
        .isCompletedWithValueMatching(receipt -> !receipt.isNew());
    assertThat(sent(life, Map.of(), Map.of()).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class);
  }

  @Test
  void aMessageDeliveredAgainWithOtherHeadersIsTheSameRun() {
    Map<String, String> options = Map.of("maxInFlight", "3");
    Life first = new Life(journal, hub, clock, 1);
    var unused = sent(first, options, Map.of("JMSRedelivered", "false"));
    first.close();

    Life second = new Life(journal, hub, clock, 2);
    assertThat(sent(second, options, Map.of("JMSRedelivered", "true")))
        .isCompletedWithValueMatching(receipt -> !receipt.isNew());
  }

  private static CompletionStage<RunReceipt> sent(
      Life life, Map<String, String> options, Map<String, String> headers) {
    var receipt = life.engine.runs().accept(request(options, headers));
    life.drive.settle();
    return receipt;
  }

  private static RunRequest request(Map<String, String> options, Map<String, String> headers) {
    return new RunRequest(
            Life.RUN, Life.CHAIN, new RunTrigger.Message("7", null), Requester.login("tester"))
        .withTargets(List.of(Target.of("pump-1")))
        .withOptions(options)
        .withMessage(new RunMessage(null, headers));
  }

  private static CompletionStage<RunReceipt> accept(
      Life life, List<String> words, List<String> targets) {
    var receipt =
        life.engine
            .runs()
            .accept(
                new RunRequest(
                        Life.RUN,
                        Life.CHAIN,
                        new RunTrigger.CommandLine(words),
                        Requester.login("tester"))
                    .withTargets(targets.stream().map(Target::of).toList()));
    life.drive.settle();
    return receipt;
  }

  private Life lifeWithAnOpenRun() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofSeconds(1));
    return life;
  }

  private static CompletionStage<RunReceipt> ofChain(Life life, String run, String chain) {
    var receipt =
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    run, chain, new RunTrigger.CommandLine("start"), Requester.login("tester")));
    life.drive.settle();
    return receipt;
  }
}
