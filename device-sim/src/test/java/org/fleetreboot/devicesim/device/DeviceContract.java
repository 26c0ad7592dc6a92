package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.fleetreboot.devicesim.device.HubClient.Reply;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.LosesAnswer;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.RebootsInLoop;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsBeforeAnswering;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsNothing;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysConnected;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysOffline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What every device does on a hub, whatever body it has. The tests of a class run at once. */
@Execution(ExecutionMode.CONCURRENT)
abstract class DeviceContract {

  private static final Duration BOOT = Duration.ofMillis(150);
  private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final AtomicInteger DEVICES = new AtomicInteger();

  private final String id = "pump-" + DEVICES.incrementAndGet();

  /** The hub of the body under test. */
  abstract DeviceRig rig();

  @Test
  void itReportsAMarkerWhenItIsSwitchedOn() {
    Device device = up();

    assertThat(rig().client.marker(id)).isEqualTo(device.lastMarker().orElseThrow());
    assertThat(device.isConnected()).isTrue();
  }

  @Test
  void itAcceptsComesBackAndReportsANewMarker() {
    Device device = up();
    String before = rig().client.marker(id);

    Reply reply = rig().client.invoke(id, "rebootDevice");

    assertThat(reply.deviceStatus()).isEqualTo(200);
    assertThat(reply.payload().asText()).isEqualTo("Rebooting");
    await().until(() -> !rig().client.marker(id).equals(before));
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
    String before = rig().client.marker(id);

    Reply reply = rig().client.invoke(id, "rebootDevice");

    assertThat(reply.httpStatus()).isEqualTo(200);
    assertThat(reply.deviceStatus()).isEqualTo(409);
    assertThat(device.reboots()).isZero();
    assertThat(rig().client.marker(id)).isEqualTo(before);
  }

  @Test
  void itLosesTheAnswerButReboots() {
    Device device = up(new LosesAnswer());
    String before = rig().client.marker(id);

    Reply reply = callShortly();

    assertThat(reply.httpStatus()).isIn(404, 504);
    await().until(() -> !rig().client.marker(id).equals(before));
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itLosesTheAnswerEvenWhenItStaysConnected() {
    Device device = up(new LosesAnswer(), new StaysConnected());
    String before = rig().client.marker(id);

    Reply reply = callShortly();

    assertThat(reply.body().toString()).contains("504101");
    await().until(() -> !rig().client.marker(id).equals(before));
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itAcceptsAndNeverReturns() {
    Device device = up(new NeverReturns());
    String before = rig().client.marker(id);

    assertThat(rig().client.invoke(id, "rebootDevice").deviceStatus()).isEqualTo(200);

    await().until(() -> callShortly().httpStatus() == 404);
    assertThat(device.isConnected()).isFalse();
    assertThat(rig().client.marker(id)).isEqualTo(before);
  }

  @Test
  void itComesBackWithoutReporting() {
    Device device = up(new ReportsNothing());
    JsonNode before = rig().client.reported(id);

    rig().client.invoke(id, "rebootDevice");

    await().until(() -> device.reboots() == 1 && device.isConnected());
    assertThat(rig().client.reported(id)).isEqualTo(before);
  }

  @Test
  void itReportsTheSameValueAgain() {
    Device device = up(new ReportsSameValue());
    JsonNode before = rig().client.reported(id);

    rig().client.invoke(id, "rebootDevice");

    await().until(() -> version(rig().client.reported(id)) > version(before));
    assertThat(rig().client.marker(id)).isEqualTo(before.path("rebootTime").asText());
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itStaysConnectedWhileItReboots() {
    Device device = up(new StaysConnected());
    String before = rig().client.marker(id);

    rig().client.invoke(id, "rebootDevice");

    await()
        .until(
            () -> {
              assertThat(device.isConnected()).isTrue();
              return !rig().client.marker(id).equals(before);
            });
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itReportsBeforeItAnswers() {
    up(new ReportsBeforeAnswering());
    String before = rig().client.marker(id);

    Reply reply = rig().client.invoke(id, "rebootDevice");
    String atTheAnswer = rig().client.marker(id);

    assertThat(reply.deviceStatus()).isEqualTo(200);
    assertThat(atTheAnswer).isNotEqualTo(before);
  }

  @Test
  void itAnswersThenGoesDownAndReportsNothingMeanwhile() {
    Device device = upBootingIn(LONG);
    String before = rig().client.marker(id);

    assertThat(rig().client.invoke(id, "rebootDevice").deviceStatus()).isEqualTo(200);

    await().until(() -> !device.isConnected());
    assertThat(rig().client.marker(id)).isEqualTo(before);
  }

  @Test
  void itAnswersTooLateAndStillReboots() {
    // Seconds later: on a busy machine the hub's timeout runs late, too.
    Device device = up(new AnswersAfter(SHORT_TIMEOUT.plusSeconds(4)));
    String before = rig().client.marker(id);

    Reply reply = callShortly();

    assertThat(reply.body().toString()).contains("504101");
    await().until(() -> !rig().client.marker(id).equals(before));
    assertThat(device.reboots()).isOne();
  }

  @Test
  void itRebootsInALoop() {
    Device device = up(new RebootsInLoop(Duration.ofMillis(50)));

    rig().client.invoke(id, "rebootDevice");

    await().until(() -> device.reboots() >= 3);
    assertThat(device.calls()).isOne();
  }

  @Test
  void itStaysOffline() {
    Device device = up(new StaysOffline());

    assertThat(rig().client.invoke(id, "rebootDevice").body().toString()).contains("404103");
    assertThat(device.isConnected()).isFalse();
  }

  @Test
  void itDoesNotKnowOtherMethods() {
    Device device = up();

    assertThat(rig().client.invoke(id, "openValve").deviceStatus()).isEqualTo(404);
    assertThat(device.reboots()).isZero();
  }

  @Test
  void aBrokenConnectionIsTakenUpAgain() {
    Device device = up();

    assertThat(rig().hub.disconnect(id)).isTrue();

    await().until(() -> rig().client.invoke(id, "openValve").deviceStatus() == 404);
    assertThat(device.reboots()).isZero();
  }

  private Device up(DeviceBehavior... behaviors) {
    return upBootingIn(BOOT, behaviors);
  }

  private Device upBootingIn(Duration boot, DeviceBehavior... behaviors) {
    return rig().up(DeviceSpec.named(id).behaving(new BootsIn(boot)).behaving(behaviors));
  }

  private Reply callShortly() {
    return rig().client.invokeAsync(id, "rebootDevice", SHORT_TIMEOUT).join();
  }

  private void rebootAndAwaitMarker() {
    String before = rig().client.marker(id);
    assertThat(rig().client.invoke(id, "rebootDevice").deviceStatus()).isEqualTo(200);
    await().until(() -> !rig().client.marker(id).equals(before));
  }

  private static long version(JsonNode reported) {
    return reported.path("$version").asLong();
  }
}
