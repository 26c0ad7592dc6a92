package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** In a process, since the streams of the JVM say nothing of it. */
@Execution(ExecutionMode.CONCURRENT)
class LostOutputTest {
  private static final String HELP = ProgramProcess.commandLine("-Xshare:auto", "plan", "--help");

  @Test
  void aFullDiskIsAFailure() throws Exception {
    assertThat(shell("(" + HELP + ") >/dev/full; echo exit $?"))
        .isEqualTo(
            "fleet-reboot: the output cannot be written (No space left on device): make room, or"
                + " send it elsewhere.\nexit 2\n");
  }

  @Test
  void aClosedPipeIsQuietAndExits141() throws Exception {
    assertThat(shell("(" + HELP + ") | true; echo exit ${PIPESTATUS[0]}")).isEqualTo("exit 141\n");
  }

  private static String shell(String line) throws Exception {
    Process bash = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
