package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.RolloutOptions;
import org.junit.jupiter.api.Test;

/** A journal that sees more than one hub: a run stays with the one it was accepted for. */
class RunOfOneHubTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final EngineSettings PLANT_8 = EngineSettings.of("plant-8");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void anotherHubIsRefusedWhileARunIsOpenAndNobodyIsCalledThere() {
    Life first = lifeWithAnOpenRun();
    first.close();

    assertThatThrownBy(() -> new Life(journal, hub, clock, 2, PLANT_8))
        .isInstanceOf(OpenOnAnotherHub.class)
        .hasMessageContainingAll("run-1", "open on hub local", "this is plant-8", "reboot.hub");
    assertThat(hub.calls()).containsOnly(entry("pump-1", 1));
    assertThat(journal.partitions()).containsExactly("hub/local", "runs");
  }

  @Test
  void aRunThatNoDeviceWasCalledForYetIsNotTakenToAnotherHubEither() {
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
    assertThat(first.run().status()).isEqualTo("completed");
    first.close();

    Life second = new Life(journal, hub, clock, 2, PLANT_8);
    assertThat(ofChain(second, "run-2", Life.CHAIN))
        .isCompletedWithValueMatching(RunReceipt::isNew);
    second.chain(RolloutOptions.DEFAULT, List.of(List.of("pump-1")));
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
        .withMessageContaining("on hub local");
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
  void anIdThatStandsForAnotherListOfDevicesIsTaken() {
    Life life = new Life(journal, hub, clock, 1);
    assertThat(accept(life, "start --device pump-1", "pump-1"))
        .isCompletedWithValueMatching(RunReceipt::isNew);

    assertThat(accept(life, "start --device pump-2", "pump-2").toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class)
        .withMessageContaining("begun by 'start --device pump-1'");
  }

  @Test
  void theSameQueryMayFindOthersWhenItIsAskedAgain() {
    Life life = new Life(journal, hub, clock, 1);
    var unused = accept(life, "start --query tags.a = 1", "pump-1");

    assertThat(accept(life, "start --query tags.a = 1", "pump-1\npump-2"))
        .isCompletedWithValueMatching(receipt -> !receipt.isNew());
  }

  @Test
  void anIdThatStandsForOtherOptionsIsTaken() {
    Life life = new Life(journal, hub, clock, 1);
    var unused = withHeaders(life, Map.of(RunRequest.OPTION + "maxInFlight", "3"));

    assertThat(withHeaders(life, Map.of()).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class)
        .withMessageContaining("with other options: maxInFlight 3");
    var alone = life.engine.acceptAlone(request(Map.of(RunRequest.OPTION + "maxInFlight", "4")));
    life.drive.settle();
    assertThat(alone.toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class);
  }

  @Test
  void whenItIsOverItsOptionsStillCount() {
    Map<String, String> sent = Map.of(RunRequest.OPTION + "maxInFlight", "3", "JMSPriority", "4");
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    var unused = withHeaders(life, sent);
    life.chain(RolloutOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofSeconds(30));
    assertThat(life.run().status()).isEqualTo("completed");

    assertThat(withHeaders(life, sent)).isCompletedWithValueMatching(receipt -> !receipt.isNew());
    assertThat(withHeaders(life, Map.of()).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RunIdTaken.class);
  }

  @Test
  void deliveredAgainAfterARestartWithOtherHeadersItIsTheSameRun() {
    Map<String, String> sent =
        Map.of(RunRequest.OPTION + "maxInFlight", "3", "JMSRedelivered", "false");
    Life first = new Life(journal, hub, clock, 1);
    var unused = withHeaders(first, sent);
    first.close();

    Map<String, String> again = new HashMap<>(sent);
    again.put("JMSRedelivered", "true");
    assertThat(withHeaders(new Life(journal, hub, clock, 2), again))
        .isCompletedWithValueMatching(receipt -> !receipt.isNew());
  }

  private static CompletionStage<RunReceipt> withHeaders(Life life, Map<String, String> headers) {
    var receipt = life.engine.accept(request(headers));
    life.drive.settle();
    return receipt;
  }

  private static RunRequest request(Map<String, String> headers) {
    return new RunRequest(Life.RUN, Life.CHAIN, "message 7", "tester", "pump-1", headers);
  }

  private static CompletionStage<RunReceipt> accept(Life life, String trigger, String body) {
    var receipt =
        life.engine.accept(new RunRequest(Life.RUN, Life.CHAIN, trigger, "tester", body, Map.of()));
    life.drive.settle();
    return receipt;
  }

  private Life lifeWithAnOpenRun() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(RolloutOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofSeconds(1));
    return life;
  }

  private static CompletionStage<RunReceipt> ofChain(Life life, String run, String chain) {
    var receipt =
        life.engine.accept(new RunRequest(run, chain, "by hand", "tester", null, Map.of()));
    life.drive.settle();
    return receipt;
  }
}
