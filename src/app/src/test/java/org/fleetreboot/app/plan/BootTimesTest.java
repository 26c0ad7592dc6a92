package org.fleetreboot.app.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.journal.JournalReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootTimesTest {
  private final Path directory;

  BootTimesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theLatestRebootsTellTheUsualTimeAndTheOldOnesAreNotRead() {
    String[] pumps = IntStream.range(0, 1_100).mapToObj(n -> "pump-" + n).toArray(String[]::new);
    try (PastRuns past =
        PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"))) {
      past.nights("nightly", 3, pumps);
      AtomicInteger pages = new AtomicInteger();

      BootTimes boots = BootTimes.of(counting(past.journal(), pages));

      assertThat(boots.usual()).isEqualTo(Duration.ofMinutes(1));
      assertThat(boots.reboots()).isEqualTo(1_000);
      assertThat(pages).hasValue(3);
    }
  }

  /** Counts the pages that are read. */
  private static JournalReader counting(JournalReader journal, AtomicInteger pages) {
    return (JournalReader)
        Proxy.newProxyInstance(
            Objects.requireNonNull(JournalReader.class.getClassLoader()),
            new Class<?>[] {JournalReader.class},
            (proxy, asked, arguments) -> {
              if (asked.getName().equals("readAll")) {
                pages.incrementAndGet();
              }
              try {
                return asked.invoke(journal, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
