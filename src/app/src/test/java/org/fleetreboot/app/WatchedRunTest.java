package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.app.api.ApiFile;
import org.fleetreboot.app.settings.JournalInFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Somebody watches a run at a terminal, while another program has its journal open. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "script of util-linux makes the terminal")
class WatchedRunTest {
  private static final String HIDE = "\u001b[?25l";
  private static final String SHOW = "\u001b[?25h";

  @Test
  void ctrlCEndsTheWatchingOnlyAndAtOnceWhileTheProgramHangs(@TempDir Path directory)
      throws Exception {
    Path file = Files.createDirectories(directory.resolve("data")).resolve("journal.db");
    Path screen = directory.resolve("screen");
    // Its connections are accepted by the system, and nobody ever answers.
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PastRuns running = PastRuns.in(file, Instant.parse("2026-08-01T10:00:00Z"))) {
      ApiFile.of(
              "http://127.0.0.1:" + hanging.getLocalPort(),
              "x",
              running.journal().hold(),
              Optional.empty())
          .write(new JournalInFile(file).apiFile());
      running.underWay("night-1", "night", "pump-1", "泵站-\u001b[2J");
      Process terminal = terminal(directory, screen);
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> shown(screen).contains("泵站") || !terminal.isAlive());
      try (OutputStream keyboard = terminal.getOutputStream()) {
        keyboard.write('\3');
        keyboard.flush();
        assertThat(terminal.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }

      String shown = shown(screen);
      assertThat(terminal.exitValue()).as(shown).isEqualTo(130);
      assertThat(shown)
          .contains(HIDE, "night-1 · ◐ running", "pumps", "0/2 running", "泵站-\\u001b[2J")
          .containsPattern("goes on without this watcher; to watch it again: .*get night-1 --watch")
          .doesNotContain("Exception");
      assertThat(shown.lastIndexOf(SHOW)).isGreaterThan(shown.lastIndexOf(HIDE));
      assertThat(running.journal().view().run("night-1")).isNotNull();
    }
  }

  private static Process terminal(Path directory, Path screen) throws Exception {
    String watch =
        "stty cols 80 rows 24; "
            + ProgramProcess.commandLine(
                "-Dfleetreboot.terminal=true", "get", "night-1", "--watch");
    ProcessBuilder script =
        new ProcessBuilder("script", "-q", "-e", "-f", "-c", watch, "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    script.environment().put("TERM", "xterm");
    script.environment().put("NO_COLOR", "1");
    script.environment().put("LC_ALL", "C.UTF-8");
    script.environment().put("SHELL", "/bin/sh");
    return script.start();
  }

  private static String shown(Path screen) throws Exception {
    return Files.exists(screen) ? Files.readString(screen, StandardCharsets.UTF_8) : "";
  }
}
