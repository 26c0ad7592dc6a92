package org.fleetreboot.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.node.NodeEngine;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.postgres.PostgresJournal;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresConnections;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one real PostgreSQL. */
class NodesTest {
  private static final Requester ANNA = Requester.login("anna");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PostgresAddress address =
      PostgresAddress.of(PostgresServer.shared().newDatabase(), null, null, Map.of());
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void leave() {
    nodes.forEach(Node::close);
  }

  @Test
  void oneOfThemWorksAndTheOtherTakesOverAtOnceWhenItLeaves() throws SQLException {
    Node first = join("first");
    first.awaitWork();
    Node second = join("second");

    await().atMost(PATIENCE).until(() -> first.nodes.all().size() == 2);
    assertThat(second.engine.isAtWork()).isFalse();
    assertThat(first.nodes.all())
        .filteredOn(node -> node.workingSince() != null)
        .extracting(NodeView::name)
        .containsExactly("first");

    first.close();
    second.awaitWork();

    assertThat(second.nodes.all()).extracting(NodeView::name).containsExactly("second");
  }

  @Test
  void aNodeWhosePartitionsWereTakenIsIdleAndJoinsAgain() {
    Node first = join("first");
    first.awaitWork();

    // As if it had been taken for dead.
    var unused = first.other().take("hub/north").join();
    first.order();

    await().atMost(PATIENCE).until(() -> first.worked.get() >= 2 && first.engine.isAtWork());
  }

  @Test
  void aRunThatAnIdleNodeIsGivenIsAcceptedByTheOneThatWorks() {
    Node first = join("first");
    first.awaitWork();
    Node second = join("second");
    RunRequest request =
        new RunRequest("nightly-1", "nightly", new RunTrigger.CommandLine("start"), ANNA)
            .withTargets(List.of(Target.of("pump-1"), new Target("north", "pump-2")))
            .withOptions(Map.of("maxInFlight", "5"))
            .withMessage(new RunMessage("{}", Map.of("a", "1")));

    RunReceipt receipt = answer(second.engine.runs().accept(request));

    assertThat(receipt).isEqualTo(new RunReceipt("nightly-1", true, null));
    assertThat(answer(first.engine.runs().accept(request)).isNew()).as("the same run").isFalse();
    assertThat(second.engine.view().run("nightly-1")).isNotNull();
  }

  @Test
  void anOrderThatAnIdleNodeIsGivenReachesTheOneThatWorks() {
    Node first = join("first");
    first.awaitWork();
    Node second = join("second");

    assertThat(answer(second.engine.control().stopFleet(null, ANNA, "fire"))).isTrue();
    assertThat(answer(second.engine.control().stopFleet(null, ANNA, "fire")))
        .as("it is stopped already")
        .isFalse();
    assertThat(first.engine.view().stops()).hasSize(1);
    assertThat(second.engine.view().stops()).hasSize(1);
    assertThat(second.engine.control().pause("nope", ANNA, "no").toCompletableFuture())
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(ControlRefused.class)
        .withMessageContaining("No run 'nope' is open");
  }

  @Test
  void anOrderWaitsUntilANodeWorks() {
    Node second = join("second", false);
    CompletionStage<Boolean> stopped =
        second.nodes.others().control().stopFleet("north", ANNA, "fire");
    assertThat(stopped.toCompletableFuture()).isNotDone();

    Node first = join("first");
    first.awaitWork();

    assertThat(answer(stopped)).isTrue();
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private Node join(String name) {
    return join(name, true);
  }

  private Node join(String name, boolean mayWork) {
    Node node = new Node(name, mayWork);
    nodes.add(node);
    return node;
  }

  private final class Node implements Work, AutoCloseable {
    final PostgresJournal journal;
    final Nodes nodes;
    final NodeEngine engine;
    final AtomicInteger worked = new AtomicInteger();
    private volatile CountDownLatch ended = new CountDownLatch(1);
    private final boolean mayWork;

    Node(String name, boolean mayWork) {
      this.mayWork = mayWork;
      journal = open(name);
      nodes = Nodes.join(name, "1.0", PostgresConnections.source(address), InstantSource.system());
      engine =
          new NodeEngine(
              journal,
              EngineSettings.of("north"),
              InstantSource.system(),
              System::nanoTime,
              EngineObserver.NONE,
              nodes.others());
      nodes.start(this, () -> engine.isAtWork() ? engine : null);
    }

    private PostgresJournal open(String name) {
      return PostgresJournal.open(
          new PostgresSettings(address, name),
          InstantSource.system(),
          LongWork.UNWATCHED,
          JournalObserver.NONE);
    }

    /** The journal of a node that takes this one for dead. */
    PostgresJournal other() {
      return open("other");
    }

    void order() {
      var unused = engine.control().stopFleet(null, ANNA, "fire");
    }

    void awaitWork() {
      await().atMost(PATIENCE).until(engine::isAtWork);
    }

    @Override
    public void run(BooleanSupplier isOurs) throws InterruptedException {
      CountDownLatch mine = new CountDownLatch(1);
      ended = mine;
      if (!mayWork) {
        return;
      }
      var unused = engine.work(FoldProgress.NONE).thenRun(mine::countDown);
      worked.incrementAndGet();
      mine.await();
    }

    @Override
    public void rest() {
      engine.rest(Duration.ZERO);
      ended.countDown();
    }

    @Override
    public void close() {
      nodes.close();
      journal.close();
    }
  }
}
