package org.fleetreboot.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts what the kernel is asked to sync: kill -9 cannot show a sync that never happened, because
 * the kernel's cache survives it.
 */
class SyncTest {
  @Test
  void everyCommitIsSynced(@TempDir Path directory) throws IOException, InterruptedException {
    assumeTrue(straceWorks(), "strace is not here, or may not trace: syncs are not counted");
    Path trace = directory.resolve("trace");
    int appends = 50;

    try (ForkedWriter writer =
        ForkedWriter.start(
            directory.resolve("journal.db"),
            directory.resolve("acknowledged"),
            appends,
            "strace",
            "-f",
            "-qq",
            "-e",
            "trace=fsync,fdatasync",
            "-o",
            trace.toString())) {
      assertThat(writer.exitCode()).isZero();
      assertThat(writer.acknowledged()).hasSize(ForkedWriter.STREAMS * appends);
    }

    // Each thread waits for its answer, so a commit holds at most one append of each.
    assertThat(syncs(trace)).isGreaterThanOrEqualTo(appends);
  }

  private static long syncs(Path trace) throws IOException {
    try (Stream<String> lines = Files.lines(trace)) {
      return lines.filter(line -> line.matches("\\d+\\s+f(data)?sync\\(.*")).count();
    }
  }

  private static boolean straceWorks() throws InterruptedException {
    try {
      Process strace = new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "true").start();
      return strace.waitFor(5, TimeUnit.MINUTES) && strace.exitValue() == 0;
    } catch (IOException notFound) {
      return false;
    }
  }
}
