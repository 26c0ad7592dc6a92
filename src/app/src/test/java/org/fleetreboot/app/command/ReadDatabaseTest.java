package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.open.JournalAddress;
import org.fleetreboot.journal.open.Journals;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands show of a journal in a database. */
class ReadDatabaseTest {
  private static Path directory = Path.of(".");
  private static String url = "";

  @BeforeAll
  static void aFileAndADatabaseOfTheSameRuns(@TempDir Path given) throws IOException {
    directory = given;
    url = PostgresServer.shared().newDatabase();
    Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    try (PastRuns past = PastRuns.in(file, Instant.parse("2026-08-01T10:00:00Z"))) {
      past.nights("nightly", 12, "pump-1", "off-2");
    }
    JournalAddress.Login login = new JournalAddress.Login(null, null, Map.of());
    Journals.copy(
        JournalAddress.of(file),
        JournalAddress.of(url, Path::of, login),
        InstantSource.system(),
        LongWork.UNWATCHED);
    Files.writeString(
        Files.createDirectories(directory.resolve("database")).resolve("application.properties"),
        "reboot.journal = " + url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --json",
        "list --chain nightly --limit 3",
        "get nightly-3",
        "get nightly-3 --devices",
        "get nightly-3 --json",
        "history --device pump-1",
        "history --device pump-1 --json",
        "events --run nightly-2",
        "explain --run nightly-3",
        "explain --device off-2",
      })
  void aCommandPrintsTheSameAsFromAFile(String command) {
    Result ofFile = run(command.split(" "));
    Result ofDatabase = CommandLineRun.in(directory.resolve("database")).of(command.split(" "));

    assertThat(ofFile.exit()).as(ofFile.err()).isZero();
    assertThat(ofDatabase.exit()).as(ofDatabase.err()).isZero();
    assertThat(ofDatabase.out()).isEqualTo(ofFile.out());
    assertThat(ofDatabase.err()).isEqualTo(ofFile.err());
  }

  @Test
  void aNameThatIsNotThereIsToldWithTheDatabaseAndWithoutTheUser() {
    assertThat(run("get", "night-99", "--journal", url).sentence())
        .isEqualTo(
            "%s has no run 'night-99'; ./fleet-reboot list shows its runs."
                .formatted(url.replaceFirst("[?].*", "")));
  }

  @Test
  void noProgramWorksWithADatabaseThatNobodyHasOpen() {
    assertThat(run("open", "--journal", url).sentence())
        .startsWith("No program works with journal jdbc:postgresql://localhost");
  }

  @Test
  void anEmptyDatabaseHasNoJournal() {
    String empty = PostgresServer.shared().newDatabase();

    Result list = run("list", "--journal", empty);

    assertThat(list.exit()).isEqualTo(2);
    assertThat(list.sentence())
        .isEqualTo(
            "There is no journal at %s yet: start a run first, or name another one with --journal."
                .formatted(empty.replaceFirst("[?].*", "")));
  }

  private static Result run(String... args) {
    return CommandLineRun.in(directory).of(args);
  }
}
