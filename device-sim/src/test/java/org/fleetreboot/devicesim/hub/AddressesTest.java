package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where hubs listen, side by side. */
class AddressesTest {
  /** The kinds of an alternative name, as RFC 5280 numbers them. */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

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
  void theConnectionStringsNameTheMqttPortWhereItIsNotTheOneThatDevicesKnow() throws Exception {
    try (LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).start()) {
      assertThat(hub.register("pump-7").connectionString())
          .startsWith("HostName=" + hub.address() + ":" + hub.mqttPort() + ";DeviceId=pump-7;");
    }
  }

  @Test
  void aHostNameIsInTheConnectionStringsAndInTheCertificate() throws Exception {
    try (LocalHub hub =
        LocalHub.builder().hostName("hub.plant.test").restPort(0).mqttPort(0).start()) {
      assertThat(hub.serviceConnectionString())
          .startsWith("HostName=hub.plant.test:" + hub.restPort() + ";");
      assertThat(hub.register("pump-7").connectionString())
          .startsWith("HostName=hub.plant.test:" + hub.mqttPort() + ";");
      assertThat(certificateAt(hub).getSubjectAlternativeNames())
          .contains(List.of(DNS_NAME, "hub.plant.test"), List.of(IP_ADDRESS, hub.address()));
      // Its signature is for the host name.
      assertThat(RestProbe.owner(hub).send("GET", "/twins/pump-7", "").status()).isEqualTo(200);
      String elsewhere = hub.ownerConnectionString().replace("hub.plant.test", "other.plant.test");
      assertThat(
              RestProbe.anonymous(hub)
                  .with(ServiceSdk.credential(hub, elsewhere).getSignature())
                  .send("GET", "/twins/pump-7", "")
                  .status())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hub", "hub:8443", "-hub", "hub.", "a..b", "hub/x", "hub_1"})
  void whatIsNoHostNameIsRefused(String name) {
    assertThatThrownBy(() -> LocalHub.builder().hostName(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not '" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void whatIsNoPortIsRefused(int port) {
    assertThatThrownBy(() -> LocalHub.builder().alsoRestPort(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not " + port);
  }

  @Test
  void theRestApiAnswersOnASecondPortToo() throws Exception {
    try (LocalHub hub = LocalHub.builder().restPort(0).alsoRestPort(0).mqttPort(0).start()) {
      int second = hub.alsoRestPort().orElseThrow();
      assertThat(second).isNotEqualTo(hub.restPort());
      assertThat(RestProbe.owner(hub).atPort(second).send("GET", "/devices", "").status())
          .isEqualTo(200);
    }
  }

  @Test
  void aPortThatAsksForAPrivilegeIsToldWithTheRemedy() {
    Throwable denied = new SocketException("Permission denied");
    assertThat(PortNotAllowed.explains(denied, 443)).isTrue();
    assertThat(PortNotAllowed.explains(denied, 8443)).isFalse();
    assertThat(PortNotAllowed.explains(new BindException("Address already in use"), 443)).isFalse();
    assertThat(new PortNotAllowed(443, denied))
        .hasMessageContaining("Port 443 needs a privilege")
        .hasMessageContaining("net.ipv4.ip_unprivileged_port_start=443");
  }

  private static X509Certificate certificateAt(LocalHub hub) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            hub.sslContext().getSocketFactory().createSocket(hub.address(), hub.restPort())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
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
