package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.credential.AzureSasCredential;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.MultiplexingClient;
import com.microsoft.azure.sdk.iot.device.MultiplexingClientOptions;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotSupportedException;
import com.microsoft.azure.sdk.iot.service.messaging.AcknowledgementType;
import com.microsoft.azure.sdk.iot.service.messaging.FileUploadNotificationProcessorClient;
import com.microsoft.azure.sdk.iot.service.messaging.FileUploadNotificationProcessorClientOptions;
import com.microsoft.azure.sdk.iot.service.messaging.IotHubServiceClientProtocol;
import com.microsoft.azure.sdk.iot.service.messaging.MessageFeedbackProcessorClient;
import com.microsoft.azure.sdk.iot.service.messaging.MessageFeedbackProcessorClientOptions;
import com.microsoft.azure.sdk.iot.service.messaging.MessagingClient;
import com.microsoft.azure.sdk.iot.service.messaging.MessagingClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** AMQP clients: each is told within the protocol that the hub does not support it. */
@ResourceLock(HubWarnings.LOGGER)
class MicrosoftAmqpClientsTest {
  private static final String WHY = "AMQP is not supported by the local hub";
  private static final int OPEN_MILLIS = 300_000;

  @RegisterExtension static final SharedHub SHARED = SharedHub.of(LocalHub.builder());

  private HubWarnings warnings;

  @BeforeEach
  void listen() {
    assumeTrue(SHARED.hub().amqpPort().isPresent(), "Not run: somebody else is on port 5671.");
    warnings = new HubWarnings();
  }

  @AfterEach
  void theHubHasNamedItAtWarn() {
    assertThat(warnings.lines()).anyMatch(line -> line.contains("AMQP"));
    warnings.close();
  }

  @Test
  void theMessagingClientIsToldByTheSdksOwnException() {
    assertRefused(SHARED.hub(), IotHubServiceClientProtocol.AMQPS);
  }

  @Test
  void overWebSocketsTheReasonIsTheSame() throws Exception {
    try (LocalHub hub = Port443.hub(LocalHub.builder())) {
      assertRefused(hub, IotHubServiceClientProtocol.AMQPS_WS);
      assertRefused(hub, IotHubClientProtocol.AMQPS_WS);
    }
  }

  @Test
  void theProcessorsOfFeedbackAndFileUploadsAreTold() {
    LocalHub hub = SHARED.hub();
    MessageFeedbackProcessorClient feedback =
        new MessageFeedbackProcessorClient(
            hub.address(),
            credential(hub),
            IotHubServiceClientProtocol.AMQPS,
            batch -> AcknowledgementType.COMPLETE,
            MessageFeedbackProcessorClientOptions.builder().sslContext(hub.sslContext()).build());
    assertThatThrownBy(() -> feedback.start(OPEN_MILLIS))
        .isInstanceOf(IotHubNotSupportedException.class)
        .hasMessageContaining(WHY);
    FileUploadNotificationProcessorClient uploads =
        new FileUploadNotificationProcessorClient(
            hub.address(),
            credential(hub),
            IotHubServiceClientProtocol.AMQPS,
            notification -> AcknowledgementType.COMPLETE,
            FileUploadNotificationProcessorClientOptions.builder()
                .sslContext(hub.sslContext())
                .build());
    assertThatThrownBy(() -> uploads.start(OPEN_MILLIS))
        .isInstanceOf(IotHubNotSupportedException.class)
        .hasMessageContaining(WHY);
  }

  @Test
  void aDeviceIsToldWithAKeyAndWithACertificate() {
    assertRefused(SHARED.hub(), IotHubClientProtocol.AMQPS);
    DeviceClient certified =
        new DeviceClient(
            "HostName=" + SHARED.hub().address() + ";DeviceId=cert-1;x509=true",
            IotHubClientProtocol.AMQPS,
            ClientOptions.builder()
                .sslContext(ClientCertificate.create("cert-1").context(SHARED.hub()))
                .build());
    assertThatThrownBy(() -> certified.open(false)).rootCause().hasMessageContaining(WHY);
  }

  @Test
  void devicesThatShareAConnectionAreTold() throws Exception {
    LocalHub hub = SHARED.hub();
    MultiplexingClient shared =
        new MultiplexingClient(
            hub.address(),
            IotHubClientProtocol.AMQPS,
            MultiplexingClientOptions.builder().sslContext(hub.sslContext()).build());
    List<DeviceClient> devices =
        List.of(
            device(hub, "shared-1", IotHubClientProtocol.AMQPS),
            device(hub, "shared-2", IotHubClientProtocol.AMQPS));
    shared.registerDeviceClients(devices);
    assertThat(shared.getRegisteredDeviceCount()).isEqualTo(2);
    assertThatThrownBy(() -> shared.open(false)).rootCause().hasMessageContaining(WHY);
  }

  @ParameterizedTest
  @EnumSource(NoAmqp.class)
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void whatIsNoAmqpIsHungUpOn(NoAmqp client) throws IOException {
    LocalHub hub = SHARED.hub();
    try (SSLSocket socket =
        (SSLSocket)
            hub.sslContext()
                .getSocketFactory()
                .createSocket(hub.address(), hub.amqpPort().orElseThrow())) {
      OutputStream out = socket.getOutputStream();
      out.write(client.bytes.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat(in.readAllBytes()).hasSizeLessThan(300);
    }
  }

  /** What else may come to that port. */
  enum NoAmqp {
    HTTP("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
    OLD_VERSION("AMQP\1\1\0\11"),
    BROKEN_FRAME("AMQP\0\1\0\0" + "\0\0\0\11\2\0\0\0" + "\1\1\1\1\1\1"),
    ENDLESS_FRAME("AMQP\0\1\0\0" + "\177\0\0\0\2\0\0\0" + "\1\1\1\1");

    private final String bytes;

    NoAmqp(String bytes) {
      this.bytes = bytes;
    }
  }

  private static void assertRefused(LocalHub hub, IotHubServiceClientProtocol protocol) {
    MessagingClient client =
        new MessagingClient(
            hub.address(),
            credential(hub),
            protocol,
            MessagingClientOptions.builder().sslContext(hub.sslContext()).build());
    assertThatThrownBy(() -> client.open(OPEN_MILLIS))
        .isInstanceOf(IotHubNotSupportedException.class)
        .hasMessageContaining(WHY)
        .hasMessageContaining("LocalHub.send");
  }

  private static void assertRefused(LocalHub hub, IotHubClientProtocol protocol) {
    assertThatThrownBy(() -> device(hub, "pump-7", protocol).open(false))
        .rootCause()
        .hasMessageContaining(WHY)
        .hasMessageContaining("MQTT");
  }

  private static DeviceClient device(LocalHub hub, String id, IotHubClientProtocol protocol) {
    return new DeviceClient(
        hub.register(id).connectionString(),
        protocol,
        ClientOptions.builder().sslContext(hub.sslContext()).build());
  }

  private static AzureSasCredential credential(LocalHub hub) {
    return ServiceSdk.credential(hub, hub.ownerConnectionString());
  }
}
