package org.fleetreboot.app.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that moves from a file to a database, is cared for there, and comes back. */
class CopyCommandTest {
  private final Path directory;
  private final String file;
  private final String back;
  private final String url = PostgresServer.shared().newDatabase();
  private final String shown = url.substring(0, url.indexOf('?'));

  CopyCommandTest(@TempDir Path directory) {
    this.directory = directory;
    file = directory.resolve("j.db").toString();
    back = directory.resolve("back.db").toString();
    try (PastRuns past =
        PastRuns.in(directory.resolve("j.db"), Instant.parse("2024-11-28T01:00:00Z"))) {
      past.nights("nightly", 3, "pump-1", "off-2");
    }
  }

  @Test
  void aHistoryMovesToADatabaseAndBack() {
    assertThat(ok("journal", "copy", file, url))
        .startsWith("Copied ")
        .contains(" events from " + file + " to " + shown + ".");
    assertThat(ok("journal", "head", "--journal", url))
        .isEqualTo(ok("journal", "head", "--journal", file));

    ok("journal", "copy", url, back);

    assertThat(ok("journal", "head", "--journal", back))
        .isEqualTo(ok("journal", "head", "--journal", file));
    assertThat(ok("journal", "verify", "--journal", back)).contains(" is whole: ");
  }

  @Test
  void aDatabaseIsCaredForLikeAFile() {
    ok("journal", "copy", file, url);

    assertThat(ok("journal", "stats", "--journal", url)).startsWith(shown + ": ");
    assertThat(ok("journal", "rebuild", "--journal", url))
        .isEqualTo("Rebuilt the read models and the snapshots of %s.%n".formatted(shown));
    assertThat(ok("journal", "verify", "--journal", url)).startsWith(shown + " is whole: ");
  }

  @Test
  void whatOnlyAFileNeedsSaysWhatToDoInstead() {
    assertThat(refused("journal", "backup", "copy.db", "--journal", url))
        .contains("is in a database: back it up with pg_dump or pg_basebackup;");
    assertThat(refused("journal", "compact", "--journal", url))
        .contains("is in a database: PostgreSQL makes room by itself;");
    assertThat(refused("journal", "archive", "--keep", "400d", "--journal", url))
        .contains("is in a database, where runs stay:");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsUnavailableAndItsPasswordIsNotShown() {
    Result result =
        program(
            "journal",
            "head",
            "--journal",
            "jdbc:postgresql://localhost:1/fleet?user=me&password=s3cret");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("PostgreSQL at jdbc:postgresql://localhost:1/fleet cannot be reached")
        .doesNotContain("s3cret");
  }

  private String ok(String... words) {
    Result result = program(words);
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }

  private String refused(String... words) {
    Result result = program(words);
    assertThat(result.exit()).isEqualTo(2);
    return result.err();
  }

  private Result program(String... words) {
    return CommandLineRun.in(directory).of(words);
  }
}
