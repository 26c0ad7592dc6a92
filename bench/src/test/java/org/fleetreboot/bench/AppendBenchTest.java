package org.fleetreboot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendBenchTest {

  /** The long version is a command: {@code ./fleet-reboot bench append}. */
  @Test
  void itDeletesItsJournals(@TempDir Path directory) throws Exception {
    Map<String, Object> figures =
        new AppendBench()
            .run(Options.parse(List.of("--events", "600", "--directory", directory.toString())));

    assertThat(figures)
        .containsKeys("oneCallerOf1", "readAfterCallsOf5000", "8CallersWith256Outstanding");
    assertThat(directory).isEmptyDirectory();
  }
}
