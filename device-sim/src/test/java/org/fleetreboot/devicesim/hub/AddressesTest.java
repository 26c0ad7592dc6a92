package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where hubs listen, side by side. */
class AddressesTest {

  @Test
  void twoHubsTakeTwoAddressesAndKeepTheirDevicesApart() throws Exception {
    try (LocalHub one = LocalHub.builder().start();
        LocalHub two = LocalHub.builder().start()) {
      assertThat(two.address()).isNotEqualTo(one.address());
      assertThat(one.restPort()).isEqualTo(two.restPort()).isEqualTo(8443);
      assertThat(one.mqttPort()).isEqualTo(two.mqttPort()).isEqualTo(8883);
      one.register("pump-7");
      assertThat(RestProbe.owner(one).send("GET", "/twins/pump-7", "").status()).isEqualTo(200);
      assertThat(RestProbe.owner(two).send("GET", "/twins/pump-7", "").status()).isEqualTo(404);
    }
  }

  @Test
  void anAddressWithOneOfThePortsTakenIsPassedOver() throws Exception {
    int rest;
    String first;
    try (LocalHub probe = LocalHub.builder().restPort(0).mqttPort(0).start()) {
      rest = probe.restPort();
      first = probe.address();
    }
    try (ServerSocket taken = new ServerSocket(rest, 1, InetAddress.getByName(first));
        LocalHub hub = LocalHub.builder().restPort(rest).mqttPort(0).start()) {
      assertThat(taken.getLocalPort()).isEqualTo(rest);
      assertThat(hub.address()).isNotEqualTo(first);
    }
  }

  @Test
  void anAddressThatWasAskedForIsTakenOrRefused() throws Exception {
    try (LocalHub hub = LocalHub.builder().address("127.0.0.99").restPort(0).mqttPort(0).start()) {
      assertThat(hub.address()).isEqualTo("127.0.0.99");
      assertThatThrownBy(
              () ->
                  LocalHub.builder()
                      .address("127.0.0.99")
                      .restPort(hub.restPort())
                      .mqttPort(0)
                      .start())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.99")
          .hasMessageContaining(String.valueOf(hub.restPort()));
    }
    assertThatThrownBy(() -> LocalHub.builder().address("0.0.0.0"))
        .hasMessageContaining("loopback only");
  }

  @Test
  void theConnectionStringsNameTheAddressAndThePort() throws Exception {
    try (LocalHub hub = LocalHub.builder().start()) {
      assertThat(hub.serviceConnectionString())
          .startsWith("HostName=" + hub.address() + ":8443;SharedAccessKeyName=service;");
      assertThat(hub.register("pump-7").connectionString())
          .startsWith("HostName=" + hub.address() + ";DeviceId=pump-7;SharedAccessKey=");
      assertThat(hub.register("pump-7").toString()).isEqualTo("DeviceIdentity[pump-7]");
      assertThat(hub.plainPort()).isEmpty();
    }
  }

  @Test
  void tenThousandDevicesRegisterAtOnceAndAgainWithoutChange() throws Exception {
    List<NewDevice> devices =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new NewDevice("d-" + i, Map.of("ring", i % 10)))
            .toList();
    try (LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).start()) {
      List<DeviceIdentity> first = hub.registerAll(devices);
      assertThat(hub.registerAll(devices)).isEqualTo(first).hasSize(10_000);
      RestProbe.Reply count =
          RestProbe.owner(hub)
              .send(
                  "POST",
                  "/devices/query",
                  "{\"query\":\"SELECT COUNT() AS n FROM devices WHERE tags.ring = 3\"}");
      assertThat(count.text()).isEqualTo("[{\"n\":1000}]");
    }
  }
}
