package org.fleetreboot.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.junit.jupiter.api.Test;

/** Long work says how far it is. */
class WorkProgressTest {
  private Instant now = Instant.parse("2026-11-30T00:00:00Z");
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final WorkProgress progress = WorkProgress.open(environment(), false);

  @Test
  void shortWorkShowsNothing() {
    after(Duration.ofMillis(999));
    progress.show("Compacting", 1, 2);
    progress.close();

    assertThat(shown()).isEmpty();
  }

  @Test
  void longWorkShowsALineAfterASecondAndThenEveryTenSeconds() {
    after(Duration.ofSeconds(1));
    progress.show("Compacting", 1, 4);
    after(Duration.ofSeconds(9));
    progress.show("Compacting", 2, 4);
    after(Duration.ofSeconds(1));
    progress.show("Compacting", 3, 4);

    assertThat(shown()).isEqualTo("Compacting: 25 % ...\nCompacting: 75 % ...\n");
  }

  @Test
  void aLongStartSaysHowMuchOfTheJournalItHasRead() {
    after(Duration.ofSeconds(2));
    progress.ofStart().folded(30_000, 100_000);

    assertThat(shown()).isEqualTo("Reading what is open in the journal: 30 % ...\n");
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private ProcessEnvironment environment() {
    PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new ProcessEnvironment(out, out, Map.of(), Path.of(""), Path.of(""), false, () -> now);
  }
}
