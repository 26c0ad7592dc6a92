package org.fleetreboot.engine.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.file.MachineFolders;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program leaves outside its journal tells the next one what that journal lacks. */
class HubOwnershipTest {
  private final Path folder;
  private final HubEndpoint endpoint = HubEndpoint.of("localhost:8443");
  private final InstantSource clock = InstantSource.system();

  HubOwnershipTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aProgramThatContinuesInItsJournalIsNotDoubted() throws Exception {
    assertThat(life("journal.db", "run-1")).isEmpty();
    assertThat(life("journal.db", "run-2")).isEmpty();
  }

  @Test
  void aBackupPutBackInItsPlaceIsDoubted() throws Exception {
    life("journal.db", "run-1");
    byte[] backup = Files.readAllBytes(folder.resolve("journal.db"));
    life("journal.db", "run-2");
    Files.write(folder.resolve("journal.db"), backup);

    assertThat(life("journal.db", "run-3"))
        .extracting(StopView::doubt)
        .containsExactly(JournalDoubt.RESTORED);
  }

  @Test
  void aJournalThatLostItsWriteAheadLogIsDoubted() throws Exception {
    life("journal.db", "run-1");
    Path file = folder.resolve("journal.db");
    byte[] withoutLog;
    try (FileJournal journal = JournalFile.open(file, clock);
        HubOwnership ownership =
            HubOwnership.take(journal, Map.of("myhub", endpoint), folders(), null)) {
      accept(ownership, "run-2");
      withoutLog = Files.readAllBytes(file);
    }
    Files.write(file, withoutLog);

    assertThat(life("journal.db", "run-3"))
        .extracting(StopView::doubt)
        .containsExactly(JournalDoubt.RESTORED);
  }

  @Test
  void aJournalWithARewrittenHistoryIsDoubted() throws Exception {
    life("journal.db", "run-1");
    Path rewritten = rewritten(folder.resolve("journal.db"));
    Files.write(folder.resolve("journal.db"), Files.readAllBytes(rewritten));

    assertThat(life("journal.db", "run-2"))
        .extracting(StopView::doubt)
        .containsExactly(JournalDoubt.REWRITTEN);
  }

  /** The same events, recorded at another time, with hashes that fit. */
  private Path rewritten(Path original) {
    Path copy = folder.resolve("rewritten.db");
    try (JournalReader from = JournalFile.openReadOnly(original);
        FileJournal to = JournalFile.open(copy, InstantSource.fixed(Instant.EPOCH))) {
      for (String partition : from.partitions()) {
        from.readAll(
            partition,
            Position.START,
            event ->
                to.append(
                        partition,
                        List.of(
                            new StreamAppend(
                                event.stream(),
                                event.version() - 1,
                                List.of(new NewEvent(event.id(), event.type(), event.data())))))
                    .join());
      }
    }
    return copy;
  }

  @Test
  void aCopyIsDoubted() throws Exception {
    life("journal.db", "run-1");
    Files.copy(folder.resolve("journal.db"), folder.resolve("copy.db"));

    assertThat(life("copy.db", "run-2"))
        .extracting(StopView::doubt)
        .containsExactly(JournalDoubt.COPIED);
  }

  @Test
  void aNewJournalIsDoubtedWhileTheLostOneHadRunsOpen() throws Exception {
    life("journal.db", "run-1");
    Files.delete(folder.resolve("journal.db"));

    assertThat(life("journal.db", "run-2"))
        .extracting(StopView::doubt)
        .containsExactly(JournalDoubt.OTHER_JOURNAL);
  }

  @Test
  void aJournalThatFailsWhenItIsClosedLeavesTheHubFree() {
    FileJournal journal = failingAtItsEnd(JournalFile.open(folder.resolve("journal.db"), clock));
    HubOwnership ownership = HubOwnership.take(journal, Map.of("myhub", endpoint), folders(), null);

    assertThatThrownBy(ownership::close).hasMessage("the disk is gone");

    try (FileJournal another = JournalFile.open(folder.resolve("another.db"), clock)) {
      HubOwnership.take(another, Map.of("myhub", endpoint), folders(), null).close();
    }
  }

  private static FileJournal failingAtItsEnd(FileJournal journal) {
    return (FileJournal)
        Proxy.newProxyInstance(
            FileJournal.class.getClassLoader(),
            new Class<?>[] {FileJournal.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(journal, arguments);
              if (method.getName().equals("close")) {
                throw new IllegalStateException("the disk is gone");
              }
              return answer;
            });
  }

  private MachineFolders folders() {
    return new MachineFolders(folder.resolve("locks"), folder.resolve("state"));
  }

  /** Accepts a run that stays open; returns what stops the calls. */
  private List<StopView> life(String name, String run) throws Exception {
    FileJournal journal = JournalFile.open(folder.resolve(name), clock);
    try (HubOwnership ownership =
        HubOwnership.take(journal, Map.of("myhub", endpoint), folders(), null)) {
      return accept(ownership, run).view().stops();
    }
  }

  private Engine accept(HubOwnership ownership, String run) {
    Engine engine =
        ownership.open(
            EngineSettings.of("myhub"),
            clock,
            System::nanoTime,
            FoldProgress.NONE,
            EngineObserver.NONE);
    engine
        .runs()
        .accept(
            new RunRequest(
                run,
                "chain",
                new RunTrigger.CommandLine("start", "chain"),
                Requester.login("anna")))
        .toCompletableFuture()
        .join();
    return engine;
  }
}
