package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Minutes that pass when a test says so. */
class MovedTimeTest {
  private static final ManualClock CLOCK = ManualClock.atNow();
  private static LocalHub hub;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().clock(CLOCK).plainPort(0).start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void aCallWaitsForItsDeviceAsLongAsTheClockSays() {
    hub.register("absent-1");
    CompletableFuture<RestProbe.Reply> reply = RestProbe.owner(hub).invoke("absent-1", 5, 300);
    awaitAlarms(1);
    CLOCK.advance(Duration.ofSeconds(299));
    assertThat(reply).isNotDone();
    CLOCK.advance(Duration.ofSeconds(1));
    assertThat(reply.join().errorCode()).isEqualTo(404103);
  }

  @Test
  void aCallWaitsForItsAnswerAsLongAsTheClockSays() throws Exception {
    try (PahoDevice device =
        new PahoDevice(hub, hub.register("mute-1")).connect().subscribe(PahoDevice.METHODS)) {
      CompletableFuture<RestProbe.Reply> reply = RestProbe.owner(hub).invoke("mute-1", 300, 0);
      device.next();
      awaitAlarms(2);
      CLOCK.advance(Duration.ofMinutes(5));
      assertThat(reply.join().errorCode()).isEqualTo(504101);
    }
    awaitAlarms(0);
  }

  @Test
  void aConnectionEndsWhenTheClockReachesTheExpiryOfItsToken() throws Exception {
    DeviceIdentity pump = hub.register("pump-7");
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      String token = PahoDevice.token(hub, pump, CLOCK.instant().plus(Duration.ofMinutes(5)));
      String user = hub.address() + "/pump-7/?api-version=x";
      assertThat(mqtt.connect(4, 60, "pump-7", user, token)).isZero();
      awaitAlarms(1);
      CLOCK.advance(Duration.ofMinutes(5).plusSeconds(2));
      mqtt.awaitClosed();
    }
  }

  @Test
  void aLateAnswerIsAsLateAsTheClockSays() {
    hub.register("slow-1");
    hub.fault(HubFault.late(Duration.ofMinutes(10)), FaultScope.on(HubOperation.TWIN_READ).once());
    CompletableFuture<RestProbe.Reply> reply =
        RestProbe.owner(hub).sendAsync("GET", "/twins/slow-1", "");
    awaitAlarms(1);
    CLOCK.advance(Duration.ofMinutes(9));
    assertThat(reply).isNotDone();
    CLOCK.advance(Duration.ofMinutes(1));
    assertThat(reply.join().status()).isEqualTo(200);
  }

  private static void awaitAlarms(int count) {
    Awaitility.await().until(() -> CLOCK.alarms() == count);
  }
}
