package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was copied while a person had paused its run. */
class JournalAdoptedTest {
  private static final InstantSource CLOCK = InstantSource.system();

  private final Path directory;
  private final Path copy;

  JournalAdoptedTest(@TempDir Path directory) {
    this.directory = directory;
    this.copy = directory.resolve("copy.db");
  }

  @BeforeEach
  void copyTheJournalOfAPausedRun() throws Exception {
    Path original = directory.resolve("journal.db");
    try (FileJournal journal = JournalFile.open(original, CLOCK);
        Engine engine = open(journal)) {
      RunTrigger start = new RunTrigger.CommandLine("start", "nightly");
      engine
          .runs()
          .accept(new RunRequest("r1", "nightly", start, Requester.login("ann")))
          .toCompletableFuture()
          .join();
      engine
          .control()
          .pause("r1", Requester.login("ann"), "smoke in the hall")
          .toCompletableFuture()
          .join();
    }
    Files.copy(original, copy);
    try (FileJournal journal = JournalFile.open(copy, CLOCK);
        Engine engine = open(journal)) {
      assertThat(engine.view().stops()).hasSize(1);
    }
  }

  @Test
  void resumeWithoutARunAdoptsItAndResumesNoPausedRun() {
    Result result = resume();

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("The journal is adopted.\n");
    assertThat(stops()).isEmpty();
    assertThat(status()).isEqualTo(RunStatus.PAUSED);

    assertThat(resume().out()).isEqualTo("Run r1 is no longer paused.\n");
    assertThat(status()).isEqualTo(RunStatus.RUNNING);
  }

  private Result resume() {
    return CommandLineRun.in(directory).of("resume", "--by", "bob", "--journal", "copy.db");
  }

  private List<StopView> stops() {
    return read(FleetView::stops);
  }

  private RunStatus status() {
    return read(fleet -> Objects.requireNonNull(fleet.run("r1")).status());
  }

  private <T> T read(Function<FleetView, T> question) {
    try (JournalReader journal = JournalFile.openReadOnly(copy)) {
      return question.apply(journal.view());
    }
  }

  private static Engine open(FileJournal journal) {
    EngineSettings here =
        EngineSettings.of("plant-7").withJournalAt(JournalFile.place(journal, null));
    return DurableEngine.open(journal, here, CLOCK);
  }
}
