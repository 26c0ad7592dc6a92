package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start says which runs are kept longer than asked for. */
class OldRunsTest {
  private final Path directory;
  private final PastRuns past;

  OldRunsTest(@TempDir Path directory) {
    this.directory = directory;
    past = PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"));
    past.nights("nightly", 5, "pump-1");
  }

  @AfterEach
  void close() {
    past.close();
  }

  @Test
  void theyAreCountedAndTheCommandIsNamed() {
    assertThat(sentence("10d", "2026-08-13T12:00:00Z"))
        .contains(
            "3 runs began longer ago than reboot.keep, 10 days, and are over: ./fleet-reboot"
                + " journal archive moves them while the program is stopped.");
  }

  @Test
  void nothingIsSaidOfRunsThatAreYoungEnough() {
    assertThat(sentence("10d", "2026-08-11T09:00:00Z")).isEmpty();
  }

  @Test
  void nothingIsSaidWhereRunsAreKeptForever() {
    assertThat(sentence("forever", "2036-08-13T12:00:00Z")).isEmpty();
  }

  private Optional<String> sentence(String keep, String now) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    InstantSource clock = InstantSource.fixed(Instant.parse(now));
    ProcessEnvironment environment =
        new ProcessEnvironment(nowhere, nowhere, Map.of(), directory, directory, false, clock);
    Settings settings = Settings.read(environment, Map.of("reboot.keep", keep));
    return OldRuns.sentence(settings, past.journal().view(), clock.instant());
  }
}
