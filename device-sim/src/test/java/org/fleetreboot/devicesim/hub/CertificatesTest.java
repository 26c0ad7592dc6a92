package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices that have a certificate instead of keys. */
class CertificatesTest {
  private static final ClientCertificate KNOWN = ClientCertificate.create("cert-1");
  private static LocalHub hub;
  private static DeviceIdentity withKey;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    try (LocalHub first = LocalHub.builder().data(data).start()) {
      withKey = first.register("cert-1");
    }
    Path file = data.resolve("registry.json");
    ObjectMapper mapper = new ObjectMapper();
    JsonNode kept = mapper.readTree(file.toFile());
    ((ObjectNode) kept.findValue("credential"))
        .removeAll()
        .put("type", "selfSigned")
        .put("primary", thumbprint(KNOWN, "SHA-256"))
        .putNull("secondary");
    mapper.writeValue(file.toFile(), kept);
    hub = LocalHub.builder().data(data).plainPort(0).start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves("Connect by certificate")
  @ParameterizedTest
  @EnumSource(names = {"MQTT", "MQTT_WS"})
  void microsoftsDeviceSdkConnectsByItsCertificate(IotHubClientProtocol protocol) throws Exception {
    int before = hub.telemetry("cert-1").size();
    DeviceClient device = client("cert-1", KNOWN, protocol);
    device.open(true);
    try {
      device.sendEvent(new Message("by certificate"));
      assertThat(hub.telemetry("cert-1")).hasSize(before + 1);
    } finally {
      device.close();
    }
  }

  @Proves("Connect by certificate")
  @Test
  void aCertificateIsKnownByItsSha1ThumbprintToo() throws Exception {
    ClientCertificate own = ClientCertificate.create("cert-2");
    String identity =
        "{\"authentication\":{\"x509Thumbprint\":{\"primaryThumbprint\":\""
            + thumbprint(own, "SHA-1")
            + "\"}}}";
    RestProbe.owner(hub).send("PUT", "/devices/cert-2", identity);
    DeviceClient device = client("cert-2", own, IotHubClientProtocol.MQTT);
    device.open(true);
    try {
      device.sendEvent(new Message("by certificate"));
      assertThat(hub.telemetry("cert-2")).hasSize(1);
    } finally {
      device.close();
    }
  }

  @Test
  void anotherCertificateIsRefused() throws Exception {
    DeviceClient device =
        client("cert-1", ClientCertificate.create("cert-1"), IotHubClientProtocol.MQTT);
    assertThat(catchThrowable(() -> device.open(false))).isInstanceOf(IotHubClientException.class);
    device.close();
  }

  @Proves(value = "Connect by certificate", errors = "CONNACK 5")
  @Test
  void aTokenIsRefusedForADeviceWithACertificate() throws Exception {
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      String user = hub.address() + "/cert-1/?api-version=x";
      String own = PahoDevice.token(hub, withKey, Instant.parse("2099-01-01T00:00:00Z"));
      assertThat(mqtt.connect(4, 60, "cert-1", user, own)).isEqualTo(5);
    }
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      String user = hub.address() + "/cert-1/?api-version=x";
      String policy = PahoDevice.policyToken(hub, hub.ownerConnectionString(), "");
      assertThat(mqtt.connect(4, 60, "cert-1", user, policy)).isEqualTo(5);
    }
  }

  @Test
  void aDeviceWithKeysIsNotLetInByACertificate() throws Exception {
    hub.register("keys-1");
    DeviceClient device = client("keys-1", KNOWN, IotHubClientProtocol.MQTT);
    assertThat(catchThrowable(() -> device.open(false))).isInstanceOf(IotHubClientException.class);
    device.close();
  }

  private static String thumbprint(ClientCertificate of, String algorithm) throws Exception {
    byte[] digest = MessageDigest.getInstance(algorithm).digest(of.certificate().getEncoded());
    return HexFormat.of().withUpperCase().formatHex(digest);
  }

  private static DeviceClient client(
      String id, ClientCertificate certificate, IotHubClientProtocol protocol) {
    // The SDK takes the port of the WebSocket from a gateway's name only.
    String gateway =
        protocol == IotHubClientProtocol.MQTT
            ? ""
            : ";GatewayHostName=" + hub.address() + ":" + hub.restPort();
    return new DeviceClient(
        "HostName=" + hub.address() + ";DeviceId=" + id + ";x509=true" + gateway,
        protocol,
        ClientOptions.builder().sslContext(certificate.context(hub)).build());
  }
}
