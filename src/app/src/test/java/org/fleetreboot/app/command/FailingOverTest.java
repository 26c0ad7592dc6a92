package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.NewDevice;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command asks a hub that fails for a moment once more, and blames no query for it. */
class FailingOverTest {
  /** One more than a page holds. */
  private static final int DEVICES = 1_001;

  private static LocalHub hub;

  private final Path directory;

  FailingOverTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void startHub() throws IOException {
    hub = LocalHub.builder().restPort(0).mqttPort(0).start();
    hub.registerAll(
        IntStream.range(0, DEVICES).mapToObj(n -> new NewDevice("pump-" + n, Map.of())).toList());
  }

  @AfterAll
  static void stopHub() {
    hub.close();
  }

  @AfterEach
  void mend() {
    hub.clearFaults();
  }

  @ParameterizedTest(name = "{0} for page {1}")
  @CsvSource({"404012, 1", "400030, 2"})
  void itListsAllDevicesOfTheHub(int code, int page) {
    hub.fault(HubFault.refused(code), FaultScope.on(HubOperation.QUERY).nth(page));

    Result fleet = fleet("--all");

    assertThat(fleet.exit()).as(fleet.err()).isZero();
    assertThat(fleet.out().lines().filter(line -> line.startsWith("pump-"))).hasSize(DEVICES);
    assertThat(fleet.err()).contains("(" + code + ")", "Trying again");
  }

  @ParameterizedTest
  @ValueSource(ints = {400003, 400006})
  void anInvalidQueryIsReportedAtOnce(int code) {
    hub.fault(HubFault.refused(code), FaultScope.on(HubOperation.QUERY));

    Result fleet = fleet("--query", "tags.ring = 'canary'");

    assertThat(fleet.exit()).isEqualTo(2);
    assertThat(fleet.sentence()).contains("correct the part after WHERE");
  }

  private Result fleet(String... more) {
    String[] words = new String[more.length + 1];
    words[0] = "fleet";
    System.arraycopy(more, 0, words, 1, more.length);
    return CommandLineRun.in(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(words);
  }
}
