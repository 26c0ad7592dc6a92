package org.fleetreboot.app.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** The system takes connections in its name, and it never answers one. */
  private final ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

  private final String hostName = "127.0.0.1:" + silent.getLocalPort();

  HubTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    silent.close();
  }

  @Test
  void aHubThatAcceptsTheConnectionButNeverAnswersTimesOut() {
    HubAccess access = access();
    HubTimeouts little =
        new HubTimeouts(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(1));
    try (Hub hub = Hub.of(access, environment(), little)) {
      assertThatThrownBy(hub::check)
          .isInstanceOfSatisfying(
              ProgramFailure.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HUB_UNAVAILABLE))
          .hasMessageStartingWith("The hub " + hostName + " did not answer within 1 s: check");
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("fleet-reboot: waiting for the hub %s to answer …%n".formatted(hostName));
  }

  @Test
  void theCheckEndsBeforeTheSdksTwoAttempts() {
    HubTimeouts patience = HubTimeouts.with(access());

    assertThat(patience.check()).isLessThan(HubTimeouts.TIMEOUTS.read());
    assertThat(patience.silence()).isLessThan(patience.check());
  }

  private HubAccess access() {
    return HubAccess.byConnectionString(
        "HostName=" + hostName + ";SharedAccessKeyName=service;SharedAccessKey=YWJj");
  }

  private ProcessEnvironment environment() {
    Path here = Path.of("").toAbsolutePath();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new ProcessEnvironment(
        stream, stream, Map.of(), here, here, false, InstantSource.system());
  }
}
