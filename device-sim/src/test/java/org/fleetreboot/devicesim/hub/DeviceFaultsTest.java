package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each fault towards devices, as the device sees it. */
class DeviceFaultsTest {
  private static final String TELEMETRY = "devices/pump-7/messages/events/";
  private static final ManualClock CLOCK = ManualClock.atNow();
  private static LocalHub hub;
  private static RestProbe service;
  private static DeviceIdentity pump;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).clock(CLOCK).start();
    service = RestProbe.owner(hub);
    pump = hub.register("pump-7");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @AfterEach
  void healthyAgain() {
    hub.clearFaults();
  }

  @Proves("connectionRefused(code)")
  @Test
  void aConnectionIsRefusedWithTheCodeAndTheNextOneIsNot() throws Exception {
    for (int code = 1; code <= 5; code++) {
      hub.fault(HubFault.connectionRefused(code), FaultScope.everything().once());
      assertThat(RawMqtt.connectAndLeave(hub, pump)).isEqualTo(code);
      assertThat(RawMqtt.connectAndLeave(hub, pump)).isZero();
    }
  }

  @Proves("deviceDroppedBeforeDelivery()")
  @Proves("deviceDroppedAfterDelivery()")
  @Test
  void aDeviceIsDroppedBeforeOrAfterWhatItSendsHasAnEffect() throws Exception {
    for (HubFault fault :
        new HubFault[] {
          HubFault.deviceDroppedBeforeDelivery(), HubFault.deviceDroppedAfterDelivery()
        }) {
      long before = hub.counters().getOrDefault(Count.TELEMETRY, 0L);
      hub.fault(fault, FaultScope.everything().nth(2));
      try (RawMqtt device = new RawMqtt(hub)) {
        device.connect(hub, pump);
        device.publish(TELEMETRY, "1");
        device.publish(TELEMETRY, "2");
        device.awaitClosed();
      }
      assertThat(hub.counters().getOrDefault(Count.TELEMETRY, 0L) - before)
          .isEqualTo(fault.equals(HubFault.deviceDroppedAfterDelivery()) ? 2 : 1);
    }
  }

  @Proves("acknowledgementLost()")
  @Test
  void aLostAcknowledgementIsNeverSentAndTheNextOneIs() throws Exception {
    hub.fault(HubFault.acknowledgementLost(), FaultScope.everything().once());
    try (RawMqtt device = new RawMqtt(hub)) {
      device.connect(hub, pump);
      device.publish(TELEMETRY, 1, "1");
      device.publish(TELEMETRY, 2, "2");
      int[] acknowledged = {device.read(), device.read(), device.read(), device.read()};
      assertThat(acknowledged).containsExactly(0x40, 2, 0, 2);
    }
  }

  @Proves("twinRefused(status)")
  @Test
  void aTwinRequestIsRefusedWithTheStatusAndHasNoEffect() throws Exception {
    try (PahoDevice device =
        new PahoDevice(hub, pump).connect().subscribe(PahoDevice.TWIN_ANSWERS)) {
      hub.fault(HubFault.twinRefused(429), FaultScope.on(HubOperation.DEVICE_TWIN_REPORT).once());
      assertThat(device.report("{\"a\":1}")).isEqualTo("$iothub/twin/res/429/?$rid=r1");
      hub.fault(HubFault.twinRefused(500), FaultScope.on(HubOperation.DEVICE_TWIN_READ).once());
      device.publish("$iothub/twin/GET/?$rid=r2", "");
      assertThat(device.next().topic()).isEqualTo("$iothub/twin/res/500/?$rid=r2");
      device.publish("$iothub/twin/GET/?$rid=r3", "");
      PahoDevice.Received twin = device.next();
      assertThat(twin.topic()).isEqualTo("$iothub/twin/res/200/?$rid=r3");
      assertThat(twin.payload()).doesNotContain("\"a\"");
    }
  }

  @Proves("pushLost()")
  @Proves("pushLate(Duration)")
  @Test
  void aLostPushIsNotMadeUpForAndALateOneIsOvertaken() throws Exception {
    try (PahoDevice device = new PahoDevice(hub, pump).connect().subscribe(PahoDevice.DESIRED)) {
      hub.fault(HubFault.pushLost(), FaultScope.everything().once());
      wish("lost");
      hub.fault(HubFault.pushLate(Duration.ofMinutes(1)), FaultScope.everything().once());
      int alarms = CLOCK.alarms();
      wish("late");
      Awaitility.await().until(() -> CLOCK.alarms() == alarms + 1);
      wish("in-time");
      assertThat(device.next().payload()).contains("in-time");
      CLOCK.advance(Duration.ofMinutes(1));
      assertThat(device.next().payload()).contains("late");
    }
  }

  @Proves("pushLost()")
  @Test
  void aCallWhosePushIsLostIsNotAnsweredAndTheDeviceKnowsNothing() throws Exception {
    try (PahoDevice device = new PahoDevice(hub, pump).connect().subscribe(PahoDevice.METHODS)) {
      hub.fault(HubFault.pushLost(), FaultScope.on(HubOperation.METHOD_PUSH).once());
      int alarms = CLOCK.alarms();
      CompletableFuture<RestProbe.Reply> lost = service.invoke("pump-7", 5, 0);
      Awaitility.await().until(() -> CLOCK.alarms() > alarms);
      CLOCK.advance(Duration.ofSeconds(5));
      assertThat(lost.join().errorCode()).isEqualTo(504101);
      CompletableFuture<RestProbe.Reply> found = service.invoke("pump-7", 5, 0);
      device.answer(device.next(), 200, "{}");
      assertThat(found.join().status()).isEqualTo(200);
    }
  }

  @Proves("slowTls(Duration)")
  @Test
  void aTlsHandshakeWaitsUntilTheFaultIsOver() throws Exception {
    hub.fault(HubFault.slowTls(Duration.ofMinutes(1)), FaultScope.everything().once());
    int alarms = CLOCK.alarms();
    try (Socket socket = new Socket(hub.address(), hub.mqttPort());
        SSLSocket tls =
            (SSLSocket)
                hub.sslContext()
                    .getSocketFactory()
                    .createSocket(socket, hub.address(), hub.mqttPort(), true)) {
      CompletableFuture<Void> handshake =
          CompletableFuture.runAsync(
              () -> {
                try {
                  tls.startHandshake();
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      Awaitility.await().until(() -> CLOCK.alarms() == alarms + 1);
      assertThat(handshake).isNotDone();
      CLOCK.advance(Duration.ofMinutes(1));
      handshake.join();
    }
  }

  private static void wish(String value) {
    String patch = "{\"properties\":{\"desired\":{\"wish\":\"" + value + "\"}}}";
    assertThat(service.send("PATCH", "/twins/pump-7", patch).status()).isEqualTo(200);
  }
}
