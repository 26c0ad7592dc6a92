package org.fleetreboot.journal.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

public class RefusedFilesTest {
  private final Path directory;
  private final Path file;

  RefusedFilesTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("journal.db");
  }

  @Test
  void aJournalOfANewerFormatIsRefusedWithTheRemedy() throws SQLException {
    SqliteJournal.open(file, InstantSource.system(), DiskLimits.DEFAULT).close();
    sql(file, "PRAGMA user_version=7");

    assertRefused(
        "Journal %s has format 7, and this program reads format 4: start the newer program that wrote it."
            .formatted(file));
  }

  @Test
  void aJournalOfAnEarlierFormatIsRefusedWithTheRemedy() throws SQLException {
    SqliteJournal.open(file, InstantSource.system(), DiskLimits.DEFAULT).close();
    sql(file, "PRAGMA user_version=1");

    assertRefused(
        "Journal %s has format 1, made by an earlier development version, and this program reads format 4: move the file away to begin a new one."
            .formatted(file));
  }

  @Test
  void aTextFileIsRefusedAndLeftAsItIs() throws IOException {
    String text = "not a database, but longer than the header of one ".repeat(10);
    Files.writeString(file, text);

    assertRefused("%s is not a journal: name another file, or move this one away.".formatted(file));
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndLeftAsItIs() throws SQLException, IOException {
    sql(file, "CREATE TABLE recipe(name TEXT)");
    byte[] before = Files.readAllBytes(file);

    assertRefused("%s is not a journal: name another file, or move this one away.".formatted(file));
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aDirectoryIsRefused() throws IOException {
    Files.createDirectory(file);

    assertRefused("Journal %s cannot be opened: it is a directory. Name a file.".formatted(file));
  }

  @Test
  void aPlaceWhereNoFileCanBeCreatedIsRefusedWithTheReason() throws IOException {
    Files.createFile(directory.resolve("data"));
    Path below = directory.resolve("data/journal.db");

    assertThatThrownBy(() -> JournalFile.open(below, InstantSource.system()))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(
            "Journal %s cannot be locked (its directory is a file). Check that its directory can be written to, and that it is on a local disk."
                .formatted(below));
  }

  @Test
  void anSqliteErrorIsReportedWithoutItsCode() {
    assertThat(SqliteErrors.words(new SQLException("[SQLITE_CORRUPT] It is malformed (malformed)")))
        .isEqualTo("It is malformed");
    assertThat(
            SqliteErrors.words(
                new SQLiteException(
                    "[SQLITE_READONLY_DIRECTORY]", SQLiteErrorCode.SQLITE_READONLY_DIRECTORY)))
        .startsWith("this user may not write");
  }

  @Test
  void anEmptyFileBecomesAJournal() throws IOException {
    Files.createFile(file);

    JournalFile.open(file, InstantSource.system()).close();

    assertThat(Files.size(file)).isPositive();
  }

  @Test
  void readingAMissingJournalIsRefusedAndCreatesNothing() throws IOException {
    assertThatThrownBy(() -> JournalFile.openReadOnly(file))
        .isInstanceOf(JournalRefused.class)
        .hasMessage("There is no journal at %s.".formatted(file));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> JournalFile.open(file, InstantSource.system()))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(message);
    assertThatThrownBy(() -> JournalFile.openReadOnly(file))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(message);
  }

  public static void sql(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      for (String statement : List.of(statements)) {
        sql.execute(statement);
      }
    }
  }
}
