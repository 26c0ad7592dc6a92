package org.fleetreboot.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.maintenance.Backup;
import org.fleetreboot.journal.sqlite.maintenance.Compaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup or a compaction that is killed at any moment leaves the journal as it was. */
class CareKillTest {
  private static final int EVENTS = RealJournal.RUN_EVENTS + RealJournal.HUB_EVENTS;

  /** More of them with -Dkills=50. */
  private static final int KILLS = Integer.getInteger("kills", 3);

  @Test
  void nothingIsLostWhenBackupAndCompactionAreKilled(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path file = RealJournal.write(directory.resolve("journal.db"));
    Path backup = directory.resolve("backup.db");
    SplittableRandom random = new SplittableRandom(50);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  CareKillTest.class.getName(),
                  file.toString(),
                  backup.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.PIPE)
              .start();
      // The process says when it begins.
      assertThat(process.getInputStream().read()).isEqualTo('b');
      assertThat(process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS)).isFalse();
      process.destroyForcibly();
      process.onExit().join();

      DamagedCopy.open(file).close();
      assertThat(DamagedCopy.readAll(file)).hasSize(EVENTS);
      if (Files.exists(backup)) {
        assertThat(DamagedCopy.readAll(backup)).hasSize(EVENTS);
      }
    }
  }

  /** The process itself: compacts and backs up until it is killed. */
  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    System.out.print("begins");
    System.out.flush();
    while (true) {
      DamagedCopy.sql(
          file,
          "CREATE TABLE ballast(b BLOB)",
          "INSERT INTO ballast VALUES (zeroblob(10000000))",
          "DROP TABLE ballast");
      Compaction.compact(file, LongWork.UNWATCHED);
      Backup.write(file, Path.of(args[1]), true, LongWork.UNWATCHED);
    }
  }
}
