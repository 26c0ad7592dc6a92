package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.FaultyAnswer;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.fault.Moment;
import org.fleetreboot.devicesim.hub.fault.ServiceFault;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault as the caller and the device see it. */
class HubFaultsTest {
  private static LocalHub hub;
  private static RestProbe service;
  private static PahoDevice device;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).random(7).start();
    service = RestProbe.owner(hub);
    device = new PahoDevice(hub, hub.register("pump-7")).connect().subscribe(PahoDevice.METHODS);
  }

  @AfterAll
  static void stop() throws Exception {
    device.close();
    hub.close();
  }

  @AfterEach
  void healthyAgain() {
    hub.clearFaults();
  }

  @Proves("new ServiceFault.Refuses(answer, Moment.AFTER_DELIVERY)")
  @ParameterizedTest
  @CsvSource({
    "TOO_MANY_REQUESTS, 429, 429001",
    "SERVER_ERROR, 500, 500001",
    "SERVER_BUSY, 503, 503001",
    "CONNECTED_ELSEWHERE, 400, 400027",
    "NOT_ONLINE, 404, 404103",
    "NO_ANSWER, 504, 504101",
  })
  void aRefusalBeforeDeliveryNeverReachesTheDeviceAndOneAfterItDoes(
      FaultyAnswer answer, int status, int code) throws Exception {
    long calls = calls();
    hub.fault(
        new ServiceFault.Refuses(answer, Moment.BEFORE_DELIVERY), FaultScope.methods().once());
    RestProbe.Reply before = service.invoke("pump-7", 10, 0).join();
    assertThat(before.status()).isEqualTo(status);
    assertThat(before.errorCode()).isEqualTo(code);
    assertThat(calls()).isEqualTo(calls);

    hub.fault(new ServiceFault.Refuses(answer, Moment.AFTER_DELIVERY), FaultScope.methods().once());
    RestProbe.Reply after = service.invoke("pump-7", 10, 0).join();
    assertThat(after.errorCode()).isEqualTo(code);
    assertThat(calls()).isEqualTo(calls + 1);
    device.answer(device.next(), 200, "{}");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(HubFault.tooManyRequests(), 429001, 0),
        Arguments.of(HubFault.serverError(), 500001, 0),
        Arguments.of(HubFault.serverBusy(), 503001, 0),
        Arguments.of(HubFault.connectedElsewhere(), 400027, 0),
        Arguments.of(HubFault.deliveredThenNotOnline(), 404103, 1),
        Arguments.of(HubFault.deliveredThenNoAnswer(), 504101, 1));
  }

  @Proves("tooManyRequests()")
  @Proves("serverError()")
  @Proves("serverBusy()")
  @Proves("connectedElsewhere()")
  @Proves("deliveredThenNotOnline()")
  @Proves("deliveredThenNoAnswer()")
  @ParameterizedTest(name = "{0}: {1}, {2} delivered")
  @MethodSource("refusals")
  void aNamedRefusalHasItsCodeAndIsDeliveredWhenItsNameSaysSo(
      HubFault fault, int code, int delivered) throws Exception {
    long calls = calls();
    hub.fault(fault, FaultScope.methods().once());
    assertThat(service.invoke("pump-7", 10, 0).join().errorCode()).isEqualTo(code);
    assertThat(calls() - calls).isEqualTo(delivered);
    for (int i = 0; i < delivered; i++) {
      device.answer(device.next(), 200, "{}");
    }
  }

  @Proves("refused(code)")
  @ParameterizedTest
  @CsvSource({"404012, 404", "400030, 400", "403800, 403"})
  void aRefusalWithAnyCodeReachesNoDevice(int code, int status) {
    long calls = calls();
    hub.fault(HubFault.refused(code), FaultScope.methods().once());
    RestProbe.Reply reply = service.invoke("pump-7", 10, 0).join();
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.errorCode()).isEqualTo(code);
    assertThat(calls()).isEqualTo(calls);
  }

  @Proves("droppedBeforeDelivery()")
  @Test
  void aConnectionDroppedBeforeDeliveryLeavesTheDeviceAlone() {
    long calls = calls();
    hub.fault(HubFault.droppedBeforeDelivery(), FaultScope.methods().once());
    assertThatThrownBy(service.invoke("pump-7", 10, 0)::join).hasCauseInstanceOf(IOException.class);
    assertThat(calls()).isEqualTo(calls);
  }

  @Proves("droppedAfterDelivery()")
  @Test
  void aConnectionDroppedAfterDeliveryLeavesTheCallWithTheDevice() throws Exception {
    hub.fault(HubFault.droppedAfterDelivery(), FaultScope.methods().device("pump-7").once());
    assertThatThrownBy(service.invoke("pump-7", 10, 0)::join).hasCauseInstanceOf(IOException.class);
    assertThat(device.next().topic()).contains("/rebootDevice/");
  }

  @Test
  void whatCannotBeDeliveredGetsItsTrueRefusal() {
    hub.register("absent");
    hub.fault(HubFault.deliveredThenNoAnswer(), FaultScope.methods());
    assertThat(service.invoke("absent", 10, 0).join().errorCode()).isEqualTo(404103);
    assertThat(service.invoke("nobody", 10, 0).join().errorCode()).isEqualTo(404001);
  }

  @Proves("late(Duration)")
  @Test
  void aLateAnswerIsTheTrueOne() throws Exception {
    ManualClock clock = ManualClock.atNow();
    try (LocalHub slow = LocalHub.builder().clock(clock).plainPort(0).start();
        PahoDevice pump =
            new PahoDevice(slow, slow.register("pump-7")).connect().subscribe(PahoDevice.METHODS)) {
      slow.fault(HubFault.late(Duration.ofMillis(300)), FaultScope.methods().once());
      int before = clock.alarms();
      CompletableFuture<RestProbe.Reply> reply = RestProbe.owner(slow).invoke("pump-7", 10, 0);
      PahoDevice.Received call = pump.next();
      Awaitility.await().until(() -> clock.alarms() == before + 1);
      pump.answer(call, 200, "{\"a\":1}");
      // The timeout of the call has made room for the delay of its answer.
      Awaitility.await().until(() -> clock.alarms() == before + 1);
      clock.advance(Duration.ofMillis(299));
      assertThat(reply).isNotDone();
      clock.advance(Duration.ofMillis(1));
      assertThat(reply.join().text()).isEqualTo("{\"status\":200,\"payload\":{\"a\":1}}");
    }
  }

  @Test
  void twinReadsAndQueriesCanFailToo() {
    hub.fault(
        HubFault.serverBusy(), FaultScope.on(HubOperation.TWIN_READ, HubOperation.QUERY).times(2));
    assertThat(service.send("GET", "/twins/pump-7", "").status()).isEqualTo(503);
    String query = "{\"query\":\"SELECT * FROM devices\"}";
    assertThat(service.send("POST", "/devices/query", query).status()).isEqualTo(503);
    assertThat(service.send("GET", "/twins/pump-7", "").status()).isEqualTo(200);
  }

  @Test
  void aTwinUpdateRefusedAfterDeliveryHasTakenEffect() {
    hub.fault(
        new ServiceFault.Refuses(FaultyAnswer.SERVER_ERROR, Moment.AFTER_DELIVERY),
        FaultScope.on(HubOperation.TWIN_UPDATE).once());
    assertThat(service.send("PATCH", "/twins/pump-7", "{\"tags\":{\"f\":1}}").status())
        .isEqualTo(500);
    assertThat(service.send("GET", "/twins/pump-7", "").json().at("/tags/f").asInt()).isEqualTo(1);
  }

  private static long calls() {
    return hub.calls().getOrDefault("pump-7", 0L);
  }
}
