package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each journal that cannot be worked with costs one sentence, before a hub is asked. */
class BadJournalTest {
  private static final String NOBODY =
      "HostName=127.0.0.1:1;SharedAccessKeyName=service;SharedAccessKey=YWJj";

  private final Path directory;

  BadJournalTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aJournalInUse() {
    try (Journal held = JournalFile.open(directory.resolve("j.db"), InstantSource.system())) {
      Result result = run("run", "--journal", "j.db");

      assertThat(held.partitions()).isEmpty();
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.sentence()).contains("j.db").contains("in use");
    }
  }

  @Test
  void aJournalFromANewerVersion() throws Exception {
    Path file = directory.resolve("j.db");
    JournalFile.open(file, InstantSource.system()).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA user_version = 99");
    }
    Result result = run("start", "nightly", "--journal", "j.db");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("j.db").contains("99").contains("newer program");
  }

  @Test
  void noJournalToRead() {
    Result result = CommandLineRun.in(directory).of("list");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("no journal at")
        .contains("--journal")
        .contains("journal.db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "get r1", "events", "start nightly"})
  void aDirectoryInsteadOfAJournal(String command) throws IOException {
    Path file = Files.createDirectory(directory.resolve("j.db"));
    Result result = run((command + " --journal j.db").split(" ", -1));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .isEqualTo("Journal %s cannot be opened: it is a directory. Name a file.".formatted(file));
  }

  @Test
  void aFileInsteadOfItsDirectory() throws IOException {
    Files.createFile(directory.resolve("data"));
    Result result = run("start", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("cannot be locked (its directory is a file)")
        .doesNotContain("Exception");
  }

  @Test
  void aJournalThatIsDamaged() throws IOException {
    Path file = directory.resolve("j.db");
    JournalFile.open(file, InstantSource.system()).close();
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 100, bytes.length, (byte) 7);
    Files.write(file, bytes);
    Result result = run("list", "--journal", "j.db");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains(file.toString())
        .contains("malformed")
        .doesNotContain("SQLITE");
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory).with("IOTHUB_CONNECTION_STRING", NOBODY).of(args);
  }
}
