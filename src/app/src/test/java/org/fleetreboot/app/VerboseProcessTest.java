package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** In a process of its own: what is logged is so for the whole of it. */
@Execution(ExecutionMode.CONCURRENT)
class VerboseProcessTest {
  private static final Duration READY = Duration.ofMinutes(5);

  @Test
  void anErrorIsOneSentenceUnlessVerboseIsSet(@TempDir Path directory) throws Exception {
    try (ProgramProcess list = ProgramProcess.start(directory, Map.of(), "list")) {
      assertThat(list.exitWithin(READY)).isEqualTo(2);
      assertThat(list.err().lines()).hasSize(1);
    }
    try (ProgramProcess list = ProgramProcess.start(directory, Map.of(), "list", "--verbose")) {
      assertThat(list.exitWithin(READY)).isEqualTo(2);
      assertThat(list.err()).startsWith("fleet-reboot: There is no journal").contains("\tat ");
    }
  }
}
