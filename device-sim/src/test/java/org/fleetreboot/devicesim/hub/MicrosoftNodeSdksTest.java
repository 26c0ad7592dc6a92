package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Microsoft's packages for Node, unchanged and over TLS: azure-iothub, azure-iot-device and
 * azure-iot-device-mqtt. What they do is in {@code src/test/node}.
 */
class MicrosoftNodeSdksTest {
  private static final String SCRIPT = "hub.test.js";

  @BeforeEach
  void installThePackages() throws Exception {
    NodeProject.install();
  }

  @Test
  void theyWorkOnAPortOfItsOwnWhenNodeTakesThePortOutOfTheHostName() throws Exception {
    try (LocalHub hub = LocalHub.builder().leastResponseTimeout(1).start()) {
      assertThat(hub.ownerConnectionString()).contains(":8443;");
      assertAllPassed(NodeProject.testWithPorts(SCRIPT, variables(hub)));
      assertThat(hub.calls()).containsEntry("pump-1", 1L);
    }
  }

  @Test
  void theyWorkOnPort443WithNothingSet() throws Exception {
    try (LocalHub hub = Port443.hub(LocalHub.builder().leastResponseTimeout(1))) {
      assertThat(hub.ownerConnectionString()).startsWith("HostName=" + hub.address() + ";");
      assertAllPassed(NodeProject.test(SCRIPT, variables(hub)));
    }
  }

  private static Map<String, String> variables(LocalHub hub) {
    return Map.of(
        "NODE_EXTRA_CA_CERTS",
        hub.caFile().toString(),
        "HUB_CONNECTION_STRING",
        hub.ownerConnectionString(),
        "HUB_MQTT_HOST",
        hub.address());
  }

  private static void assertAllPassed(NodeProject.Ended tests) {
    assertThat(tests.exit()).as(tests.output()).isZero();
    assertThat(tests.output())
        .containsPattern("# pass [1-9]")
        .contains("# fail 0", "# cancelled 0", "# skipped 0");
  }
}
