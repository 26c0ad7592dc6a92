package org.fleetreboot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guide about old journals, in its order, at a journal of old nights. */
class RunItForYearsTest {
  private static final String PROGRAM = "./fleet-reboot ";

  private final Path directory;

  RunItForYearsTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    try (PastRuns past = PastRuns.in(file, Instant.parse("2024-11-28T01:00:00Z"))) {
      past.nights("nightly", 6, "pump-1", "off-2");
    }
    // The engine leaves the snapshots that let old runs go.
    try (Journal journal = JournalFile.open(file, InstantSource.system());
        DurableEngine engine =
            DurableEngine.open(journal, EngineSettings.of(PastRuns.HUB), InstantSource.system())) {
      engine.runs().routesStarted();
    }
  }

  @Test
  void eachCommandOfTheGuideWorksInItsOrder() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String line : page().lines().filter(text -> text.startsWith(PROGRAM)).toList()) {
      String[] parts = line.substring(PROGRAM.length()).split(" > ", 2);
      commands.add(parts[0]);

      Result result = run(parts[0]);

      assertThat(result.exit()).as(line + "\n" + result.err()).isZero();
      if (parts.length == 2) {
        Files.writeString(directory.resolve(parts[1]), result.out());
      }
    }
    assertThat(commands).hasSizeGreaterThan(8);
    assertThat(directory.resolve("data/archive/2024-11.db.gz")).exists();
    assertThat(directory.resolve("data/archive/2024-12.db.gz")).exists();
  }

  @Test
  void aDryRunSaysWhatTheMoveThenDoes() {
    String plan = run("journal archive --dry-run --keep 400d").out();
    String moved = run("journal archive --keep 400d").out();

    assertThat(plan)
        .contains("archive/2024-11.db.gz")
        .contains("5 runs that ended more than 400 days ago would move");
    assertThat(moved).contains("5 runs that ended more than 400 days ago have moved");
    assertThat(run("list").out()).contains("nightly-6").doesNotContain("nightly-5");
  }

  @Test
  void listAndGetSayWhereAnArchivedRunIs() {
    run("journal archive --keep 400d");

    assertThat(run("list").err())
        .contains("5 older runs are in archives beside the journal: archive/2024-11.db.gz");
    assertThat(run("get nightly-1").sentence())
        .endsWith("repeat the command with --journal " + archive("2024-11") + ".");
    assertThat(run("get nightly-1 --journal data/archive/2024-11.db.gz").out())
        .contains("nightly-1");
    assertThat(run("journal verify").exit()).isZero();
  }

  @Test
  void whoeverWantsToActOnAnArchivedRunIsToldWhereItIs() {
    run("journal archive --keep 400d");

    for (String command : List.of("retry nightly-1", "cancel nightly-1", "pause nightly-1")) {
      assertThat(run(command).sentence())
          .as(command)
          .startsWith("Run nightly-1 has ended, and has left ")
          .endsWith(
              ": ./fleet-reboot get nightly-1 --journal " + archive("2024-11") + " shows it.");
    }
  }

  @Test
  void withoutATimeNothingIsOldEnough() {
    assertThat(run("journal archive").sentence())
        .isEqualTo(
            "Nothing is old enough, because runs are kept forever: say for how long with --keep"
                + " 400d, or set reboot.keep in application.properties.");
    assertThat(run("journal archive --keep 1d").sentence())
        .isEqualTo(
            "invalid --keep '1d'; write a number of days from 2d on, like 400d, or forever.");
    assertThat(run("journal archive --dry-run -P reboot.keep=400d").out()).contains("5 runs");
  }

  @Test
  void whoAsksForThePastIsToldWhichPartOfItIsInArchives() {
    run("journal archive --keep 400d");

    String left = "5 older runs are in archives beside the journal: ";
    assertThat(run("history --device pump-1").err()).contains(left, "history --journal FILE");
    assertThat(run("events --device pump-1").err()).contains(left, "events --journal FILE");
    assertThat(run("history --run nightly-6").err()).isEmpty();
    assertThat(run("events --last 3").err()).isEmpty();
  }

  @Test
  void anArchiveIsVerifiedAndCountedLikeAJournal() {
    run("journal archive --keep 400d");

    String archive = " --journal data/archive/2024-12.db.gz";
    assertThat(run("journal verify" + archive).out()).contains("2024-12.db.gz is whole");
    assertThat(run("journal stats" + archive).out()).contains("2024-12.db.gz:");
    assertThat(run("journal head" + archive).exit()).isZero();
  }

  @Test
  void aDamagedArchiveIsNamedByItsOwnName() throws IOException {
    run("journal archive --keep 400d");
    try (OutputStream zeros = new GZIPOutputStream(Files.newOutputStream(archive("2024-11")))) {
      zeros.write(new byte[8192]);
    }
    Files.write(archive("2024-12"), new byte[0]);

    assertThat(run("list --journal data/archive/2024-11.db.gz").sentence())
        .isEqualTo(refused("2024-11", "is damaged (it holds no journal)"));
    assertThat(run("journal verify --journal data/archive/2024-12.db.gz").sentence())
        .isEqualTo(refused("2024-12", "cannot be decompressed (it is cut off)"));
  }

  private String refused(String month, String what) {
    return "Archive %s %s. Compare it with the SHA-256 that journal stats shows, and put it back from a backup."
        .formatted(archive(month), what);
  }

  private Path archive(String month) {
    return directory.resolve("data/archive").resolve(month + ".db.gz");
  }

  private Result run(String command) {
    return CommandLineRun.in(directory).of(command.split(" ", -1));
  }

  private static String page() {
    return Pages.read(CommandLineRun.HOME.resolve("docs/guides/run-it-for-years.md"));
  }
}
