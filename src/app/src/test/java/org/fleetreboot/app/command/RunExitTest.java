package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script is told of a run that it has waited for. */
class RunExitTest {
  private final StartedHub hub;

  RunExitTest(@TempDir Path directory) throws IOException {
    hub = new StartedHub(directory);
  }

  @Test
  void aSuccessfulRunWithAFailedDeviceExitsWith5UnlessRequireAllowsIt() {
    hub.hub.register("pump-2");
    try (LightSwarm swarm = hub.connect("pump-1")) {
      Result first = start();

      assertThat(first.exit()).as(first.err() + first.out()).isEqualTo(5);
      assertThat(first.out()).contains("completed").contains("1 confirmed, 1 offline");
      assertThat(swarm).isNotNull();
    }
    // Its id again tells how it ended, and calls nobody.
    assertThat(start().exit()).isEqualTo(5);
    assertThat(start("--require", "50%").exit()).isZero();
    assertThat(start("--require", "51%").exit()).isEqualTo(1);
    assertThat(start("--require", "all").exit()).isEqualTo(1);
    assertThat(start("--require", "2").sentence()).contains("'2' is not a share of the devices");
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private Result start(String... more) {
    String[] words = {
      "start",
      "--device",
      "pump-1",
      "--device",
      "pump-2",
      "--run-id",
      "r1",
      "-P",
      "camel.component.reboot.attempts=1",
      "-P",
      "camel.component.reboot.firstPoll=50ms"
    };
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return hub.run(all);
  }
}
