package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal in a database that cannot be used: one sentence, and never a password. */
class BadDatabaseTest {
  private static final String PASSWORD = "hunter2";

  private final Path directory;

  BadDatabaseTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "get night-1 --watch", "pause night-1", "retry night-1"})
  void whoeverCannotReachTheServerIsToldSo(String command) throws IOException {
    Result refused =
        run((command + " --journal jdbc:postgresql://localhost:%d/plant".formatted(freePort())));

    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.sentence())
        .matches(
            "PostgreSQL at jdbc:postgresql://localhost:\\d+/plant cannot be reached"
                + " \\(the connection was refused\\): check that it runs, .*");
  }

  @Test
  void anUnknownDatabaseIsRefusedWithTheRemedy() {
    Result refused = run("list --journal " + PostgresServer.shared().url("nowhere"));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.sentence()).contains("has no database nowhere: create it with createdb");
  }

  @Test
  void aUserWhoIsRefusedIsToldSoAndThePasswordIsNot() {
    Result refused =
        run(
            "list --journal jdbc:postgresql://localhost:%d/postgres?user=nobody&password=%s"
                .formatted(PostgresServer.shared().port(), PASSWORD));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.sentence()).contains("user nobody").doesNotContain(PASSWORD);
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThat(run("list --journal jdbc:postgresql:/x:y@/z").sentence())
        .contains("is no address of a PostgreSQL database: write jdbc:postgresql://HOST:PORT/");
  }

  private Result run(String line) {
    return CommandLineRun.in(directory).of(line.split(" "));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
