package org.fleetreboot.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void lostOutputIsAFailureReportedInOneLine() {
    assertThat(exitCode(0, "No space left on device")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "fleet-reboot: the output cannot be written (No space left on device): make room, or"
                + " send it elsewhere.%n".formatted());
  }

  @Test
  void theCommandsOwnFailureTakesPrecedence() {
    assertThat(exitCode(1, "No space left on device")).isEqualTo(1);
    assertThat(exitCode(4, "Broken pipe")).isEqualTo(4);
  }

  @Test
  void aClosedPipeEndsQuietly() {
    assertThat(exitCode(0, "Broken pipe")).isEqualTo(141);
    assertThat(err.size()).isZero();
  }

  private int exitCode(int ofCommand, String failure) {
    PrintStream out =
        StandardOutput.to(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException(failure);
              }
            });
    new EscapingStream(out).println("a line");
    return StandardOutput.exitCode(
        ofCommand, out, new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
