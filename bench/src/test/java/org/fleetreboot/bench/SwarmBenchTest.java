package org.fleetreboot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.device.mqtt.OpenFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwarmBenchTest {
  private static final Options TEN_THOUSAND = new Options(Map.of("devices", "10000"));

  /** The long version is a command: {@code ./fleet-reboot bench swarm}. */
  @ParameterizedTest
  @ValueSource(strings = {"shared", "own"})
  void everyDeviceConnectsAndIsCalledWhereverTheHubIs(String hub) throws Exception {
    Map<String, Object> figures =
        new SwarmBench()
            .run(
                Options.parse(
                    List.of("--devices", "20", "--calls", "40", "--hub", hub, "--over", "tls")));

    assertThat(figures).containsEntry("hub", hub);
    assertThat(figures.get("tls")).asString().contains("connected=20", "calls=40");
  }

  @Test
  void theHubSharesAJvmThatMayOpenEnoughFiles() {
    assertThat(SwarmLayout.of(TEN_THOUSAND, new OpenFiles(20_500)).hub()).isEqualTo("shared");
  }

  @Test
  void theHubGetsItsOwnJvmIfOneMayOpenTooFewFiles() {
    assertThat(SwarmLayout.of(TEN_THOUSAND, new OpenFiles(20_499)).hub()).isEqualTo("own");
  }

  @Test
  void aFleetTooLargeForTheOpenFilesOfTheProcessIsRefused() {
    assertThatThrownBy(() -> new FleetBench().run(new Options(Map.of("devices", "999999999"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ulimit -n");
  }

  @Test
  void tooFewOpenFilesForOneEndAreReportedBeforeAnythingBegins() {
    assertThatThrownBy(() -> SwarmLayout.of(TEN_THOUSAND, new OpenFiles(10_499)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10500 open files")
        .hasMessageContaining("ulimit -n");
  }
}
