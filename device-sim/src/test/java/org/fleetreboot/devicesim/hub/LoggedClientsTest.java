package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fleetreboot.devicesim.hub.fault.DeviceFault;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

/** What clients choose gets into the log, but no client writes a line of its own. */
@ResourceLock(HubWarnings.LOGGER)
class LoggedClientsTest {
  private static final String FORGED = "\r\nERROR forged \u001b[31m\u202e";

  private final Logger hubLog =
      (Logger) LoggerFactory.getLogger(LoggedClientsTest.class.getPackageName());
  private final Lines lines = new Lines();
  private LocalHub hub;

  @BeforeEach
  void start() throws IOException {
    hub = LocalHub.builder().restPort(0).mqttPort(0).plainPort(0).start();
    lines.start();
    hubLog.addAppender(lines);
    hubLog.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    hubLog.setLevel(null);
    hubLog.detachAppender(lines);
    hub.close();
  }

  @Test
  void aClientId() throws IOException {
    for (String id : List.of("pump" + FORGED, "a/b/pump" + FORGED)) {
      try (RawMqtt mqtt = new RawMqtt(hub)) {
        assertThat(mqtt.connect(4, 230, id, hub.address() + "/" + id + "/", "x")).isPositive();
      }
    }

    assertThat(lines.naming("forged"))
        .hasSize(2)
        .allMatch(line -> line.contains("pump\\u000d\\u000aERROR"));
  }

  @Test
  void topicsAndFilters() throws IOException {
    DeviceIdentity pump = hub.register("pump-7");
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      assertThat(mqtt.connect(hub, pump)).isZero();
      mqtt.subscribe("filter" + FORGED);
      mqtt.publish("topic" + FORGED, 8, "{}");
      mqtt.awaitClosed();
    }

    assertThat(lines.naming("forged"))
        .hasSize(2)
        .anyMatch(line -> line.contains("filter\\u000d\\u000aERROR"))
        .anyMatch(line -> line.contains("topic\\u000d\\u000aERROR"));
  }

  @Test
  void theIdOfADeviceThatAFaultStrikes() throws IOException {
    hub.fault(new DeviceFault.RefusesConnection(5), FaultScope.everything());
    String id = "pump" + FORGED;
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      assertThat(mqtt.connect(4, 230, id, hub.address() + "/" + id + "/", "x")).isPositive();
    }

    assertThat(lines.naming("forged")).isNotEmpty();
  }

  @Test
  void aTokenThatCameWithoutTlsIsNotQuoted() throws IOException {
    String token = "SharedAccessSignature sr=hub&sig=secret&se=1";
    byte[] request =
        ("GET /devices HTTP/1.1\r\nAuthorization: " + token + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    for (int port : List.of(hub.restPort(), hub.mqttPort())) {
      try (Socket socket = new Socket(hub.address(), port)) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request);
        socket.getInputStream().readAllBytes();
      }
    }

    await().untilAsserted(() -> assertThat(lines.naming("did not send TLS")).hasSize(2));
    String hex = HexFormat.of().formatHex("secret".getBytes(StandardCharsets.UTF_8));
    assertThat(lines.naming("Connection from"))
        .noneMatch(line -> line.contains("secret") || line.contains(hex));
  }

  /** Each as one line, or the test fails where it is read. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      messages.add(event.getFormattedMessage());
    }

    List<String> naming(String word) {
      List<String> found = messages.stream().filter(text -> text.contains(word)).toList();
      assertThat(found).allMatch(text -> text.chars().noneMatch(Character::isISOControl));
      assertThat(found).noneMatch(text -> text.contains("\u202e"));
      return found;
    }
  }
}
