package org.fleetreboot.app.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.camel.RuntimeCamelException;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
  @Test
  void aFullDiskIsNamedWithWhatIsKept(@TempDir Path directory) {
    DiskLimits small = new DiskLimits(0, 256 * 1024);
    try (Journal journal =
        JournalFile.open(directory.resolve("j.db"), InstantSource.system(), small)) {
      Throwable full = catchThrowable(() -> fill(journal));

      Explanation explanation = Explanation.of(full);
      assertThat(explanation.exitCode()).isEqualTo(ExitCode.SETUP);
      assertThat(explanation.sentence())
          .contains("j.db")
          .contains("disk is full")
          .contains("Make room")
          .doesNotContain("SQLITE");
    }
  }

  private static void fill(Journal journal) {
    StreamId stream = StreamId.run("r1");
    for (long version = 0; version < 1_000; version++) {
      NewEvent event = new NewEvent(UUID.randomUUID(), "run.accepted.v1", new byte[4_000]);
      journal
          .append(StreamId.RUNS, List.of(new StreamAppend(stream, version, List.of(event))))
          .join();
    }
  }

  @Test
  void aWrappedCauseIsFound() {
    Throwable wrapped =
        new RuntimeCamelException(
            "Failed", new CompletionException(ProgramFailure.setup("Correct the line.")));

    assertThat(Explanation.of(wrapped))
        .isEqualTo(new Explanation(ExitCode.SETUP, "Correct the line."));
  }

  @Test
  void aCycleOfCausesEnds() {
    Exception one = new IllegalStateException("one is wrong");
    Exception two = new IllegalStateException("two is wrong", one);
    one.initCause(two);

    assertThat(Explanation.of(two).sentence()).isEqualTo("one is wrong");
  }

  @Test
  void aFailingHubIsUnavailable() {
    IotHubOperationException failure =
        new IotHubOperationException(
            "queryTwins failed", FailureKind.serverError, Delivery.unknown, 503, 503001, null);

    assertThat(Explanation.of(failure).exitCode()).isEqualTo(ExitCode.HUB_UNAVAILABLE);
    assertThat(Explanation.of(failure).sentence()).contains("in trouble");
  }

  @Test
  void anErrorWithoutMessageIsNamed() {
    assertThat(Explanation.of(new NullPointerException()).sentence())
        .contains("NullPointerException")
        .contains("--verbose");
  }
}
