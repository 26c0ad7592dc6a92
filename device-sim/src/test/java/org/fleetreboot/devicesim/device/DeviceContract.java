package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fleetreboot.devicesim.device.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.DeviceBehavior.LosesAnswer;
import org.fleetreboot.devicesim.device.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.device.DeviceBehavior.RebootsInLoop;
import org.fleetreboot.devicesim.device.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.DeviceBehavior.ReportsBeforeAnswering;
import org.fleetreboot.devicesim.device.DeviceBehavior.ReportsNothing;
import org.fleetreboot.devicesim.device.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.device.DeviceBehavior.StaysConnected;
import org.fleetreboot.devicesim.device.DeviceBehavior.StaysOffline;
import org.fleetreboot.devicesim.device.HubClient.Reply;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every device does on a hub, whatever body it has. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DeviceContract {

  private static final Duration BOOT = Duration.ofMillis(150);
  private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);

  private final AtomicInteger devices = new AtomicInteger();
  private LocalHub hub;
  private HubClient client;
  private DeviceEnvironment environment;
  private AutoCloseable running = () -> {};
  private String id = "";

  /** Switches one device on, on the body under test. */
  abstract Started start(DeviceSpec spec, DeviceEnvironment environment, LocalHub hub);

  record Started(Device device, AutoCloseable switchOff) {}

  @BeforeAll
  void startHub() throws IOException {
    hub = LocalHub.builder().restPort(0).plainPort(0).leastResponseTimeout(1).start();
    client = new HubClient(hub);
    environment =
        new DeviceEnvironment(
            name -> hub.register(name).connectionString(),
            hub.sslContext(),
            InstantSource.system(),
            ZoneOffset.UTC);
  }

  @AfterEach
  void switchDeviceOff() throws Exception {
    running.close();
  }

  @AfterAll
  void stopHub() {
    hub.close();
  }

  @Test
  void itReportsAMarkerWhenItIsSwitchedOn() {
    Device device = up();

    assertThat(client.marker(id)).isEqualTo(device.lastMarker().orElseThrow());
    assertThat(device.isConnected()).isTrue();
  }

  @Test
  void itAcceptsGoesDownComesBackAndReportsANewMarker() {
    Device device = up();
    String before = client.marker(id);

    Reply reply = client.invoke(id, "rebootDevice");

    assertThat(reply.deviceStatus()).isEqualTo(200);
    assertThat(reply.payload().asText()).isEqualTo("Rebooting");
    await().until(() -> !device.isConnected());
    await().until(() -> !client.marker(id).equals(before));
    assertThat(device.reboots()).isOne();
    assertThat(device.isConnected()).isTrue();
  }

  @Test
  void itCanBeRebootedAgainAfterwards() {
    Device device = up();

    rebootAndAwaitMarker();
    rebootAndAwaitMarker();

    assertThat(device.reboots()).isEqualTo(2);
    assertThat(device.calls()).isEqualTo(2);
  }

  @Test
  void itRejectsWithTheGivenStatusAndStaysUp() {
    Device device = up(new Rejects(409));
    String before = client.marker(id);

    Reply reply = client.invoke(id, "rebootDevice");

    assertThat(reply.httpStatus()).isEqualTo(200);
    assertThat(reply.deviceStatus()).isEqualTo(409);
    assertThat(device.reboots()).isZero();
    assertThat(client.marker(id)).isEqualTo(before);
  }

  @Test
  void itLosesTheAnswerButReboots() {
    Device device = up(new LosesAnswer());
    String before = client.marker(id);

    Reply reply = client.invokeAsync(id, "rebootDevice", SHORT_TIMEOUT).join();

    assertThat(reply.httpStatus()).isIn(404, 504);
    await().until(() -> !client.marker(id).equals(before));
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itLosesTheAnswerEvenWhenItStaysConnected() {
    Device device = up(new LosesAnswer(), new StaysConnected());
    String before = client.marker(id);

    Reply reply = client.invokeAsync(id, "rebootDevice", SHORT_TIMEOUT).join();

    assertThat(reply.body().toString()).contains("504101");
    await().until(() -> !client.marker(id).equals(before));
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itAcceptsAndNeverReturns() {
    Device device = up(new NeverReturns());
    String before = client.marker(id);

    assertThat(client.invoke(id, "rebootDevice").deviceStatus()).isEqualTo(200);

    await().until(() -> client.invoke(id, "rebootDevice").httpStatus() == 404);
    assertThat(device.isConnected()).isFalse();
    assertThat(client.marker(id)).isEqualTo(before);
  }

  @Test
  void itComesBackWithoutReporting() {
    Device device = up(new ReportsNothing());
    JsonNode before = client.reported(id);

    client.invoke(id, "rebootDevice");

    await().until(() -> device.reboots() == 1 && device.isConnected());
    assertThat(client.reported(id)).isEqualTo(before);
  }

  @Test
  void itReportsTheSameValueAgain() {
    Device device = up(new ReportsSameValue());
    JsonNode before = client.reported(id);

    client.invoke(id, "rebootDevice");

    await().until(() -> version(client.reported(id)) > version(before));
    assertThat(client.marker(id)).isEqualTo(before.path("rebootTime").asText());
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itStaysConnectedWhileItReboots() {
    Device device = up(new StaysConnected());
    String before = client.marker(id);

    client.invoke(id, "rebootDevice");

    await()
        .until(
            () -> {
              assertThat(device.isConnected()).isTrue();
              return !client.marker(id).equals(before);
            });
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itReportsBeforeItAnswers() {
    up(new ReportsBeforeAnswering());
    String before = client.marker(id);

    Reply reply = client.invoke(id, "rebootDevice");
    String atTheAnswer = client.marker(id);

    assertThat(reply.deviceStatus()).isEqualTo(200);
    assertThat(atTheAnswer).isNotEqualTo(before);
  }

  @Test
  void itAnswersBeforeItReports() {
    up();
    String before = client.marker(id);

    client.invoke(id, "rebootDevice");

    assertThat(client.marker(id)).isEqualTo(before);
  }

  @Test
  void itAnswersTooLateAndStillReboots() {
    Device device = up(new AnswersAfter(SHORT_TIMEOUT.plusMillis(300)));
    String before = client.marker(id);

    Reply reply = client.invokeAsync(id, "rebootDevice", SHORT_TIMEOUT).join();

    assertThat(reply.body().toString()).contains("504101");
    await().until(() -> !client.marker(id).equals(before));
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itRebootsInALoop() {
    Device device = up(new RebootsInLoop(Duration.ofMillis(50)));

    client.invoke(id, "rebootDevice");

    await().until(() -> device.reboots() >= 3);
    assertThat(device.calls()).isOne();
  }

  @Test
  void itStaysOffline() {
    Device device = up(new StaysOffline());

    assertThat(client.invoke(id, "rebootDevice").body().toString()).contains("404103");
    assertThat(device.isConnected()).isFalse();
  }

  @Test
  void itDoesNotKnowOtherMethods() {
    Device device = up();

    assertThat(client.invoke(id, "openValve").deviceStatus()).isEqualTo(404);
    assertThat(device.reboots()).isZero();
  }

  @Test
  void thePythonDeviceRebootsAgainForACallThatCameMeanwhile() {
    Device device = up(spec().speaking(RebootPreset.PYTHON_TUTORIAL));
    assertThat(client.reported(id).has("rebootTime")).isFalse();

    CompletableFuture<Reply> first = client.invokeAsync(id, "rebootDevice", Duration.ofSeconds(10));
    await().until(() -> device.calls() > 0 || device.reboots() > 0);
    CompletableFuture<Reply> second =
        client.invokeAsync(id, "rebootDevice", Duration.ofSeconds(10));

    assertThat(first.join().payload().path("Response").asText())
        .isEqualTo("This is the response from the device");
    String afterFirst = client.marker(id);
    assertThat(afterFirst).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
    assertThat(second.join().deviceStatus()).isEqualTo(200);
    assertThat(client.marker(id)).isNotEqualTo(afterFirst);
    assertThat(device.reboots()).isEqualTo(2);
    assertThat(device.isConnected()).isTrue();
  }

  @Test
  void theNodeDeviceReportsANestedMarker() {
    up(spec().speaking(RebootPreset.NODE_TUTORIAL));

    assertThat(client.invoke(id, "reboot").payload().asText()).isEqualTo("Reboot started");

    await()
        .until(
            () ->
                client
                    .reported(id)
                    .at("/iothubDM/reboot/lastReboot")
                    .asText()
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
  }

  @Test
  void theJavaDeviceAnswersFirstAndReportsLocalTime() {
    up(spec().speaking(RebootPreset.JAVA_TUTORIAL));

    assertThat(client.invoke(id, "reboot").payload().asText()).isEqualTo("Started reboot");
    assertThat(client.reported(id).has("lastReboot")).isFalse();

    await()
        .until(
            () ->
                client
                    .reported(id)
                    .path("lastReboot")
                    .asText()
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}"));
  }

  @Test
  void aBrokenConnectionIsTakenUpAgain() {
    Device device = up();

    assertThat(hub.disconnect(id)).isTrue();

    await().until(() -> client.invoke(id, "openValve").deviceStatus() == 404);
    assertThat(device.reboots()).isZero();
  }

  private Device up(DeviceBehavior... behaviors) {
    return up(spec().behaving(behaviors));
  }

  private Device up(DeviceSpec spec) {
    id = spec.id();
    Started started = start(spec, environment, hub);
    running = started.switchOff();
    started.device().whenUp().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    return started.device();
  }

  private DeviceSpec spec() {
    return DeviceSpec.named("pump-" + devices.incrementAndGet()).behaving(new BootsIn(BOOT));
  }

  private void rebootAndAwaitMarker() {
    String before = client.marker(id);
    assertThat(client.invoke(id, "rebootDevice").deviceStatus()).isEqualTo(200);
    await().until(() -> !client.marker(id).equals(before));
  }

  private static long version(JsonNode reported) {
    return reported.path("$version").asLong();
  }
}
