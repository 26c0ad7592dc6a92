package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.time.Duration;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One S1 unit with its throttles in force; the clock moves only when a test says so. */
class ThrottlesTest {
  private static final int SERVER_UNAVAILABLE = 3;
  private static final ManualClock CLOCK = ManualClock.atNow();
  private static LocalHub hub;
  private static RestProbe owner;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().tier(HubTier.S1, 1).throttles(true).clock(CLOCK).plainPort(0).start();
    owner = RestProbe.owner(hub);
    hub.register("pump-7");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @BeforeEach
  void allBucketsAreFull() {
    CLOCK.advance(Duration.ofMinutes(2));
  }

  @Proves(value = "Throttles", errors = "429001")
  @Proves(value = "Direct methods", errors = "429001")
  @Test
  void theCallAfterFortyIs429UntilTheBucketHasOneMore() {
    for (int i = 0; i < 40; i++) {
      assertThat(owner.invoke("pump-7", 5, 0).join().errorCode()).isEqualTo(404103);
    }
    RestProbe.Reply over = owner.invoke("pump-7", 5, 0).join();
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.errorCode()).isEqualTo(429001);
    assertThat(over.headers().firstValue("Retry-After")).hasValue("1");
    CLOCK.advance(Duration.ofMillis(24));
    assertThat(owner.invoke("pump-7", 5, 0).join().status()).isEqualTo(429);
    CLOCK.advance(Duration.ofMillis(1));
    assertThat(owner.invoke("pump-7", 5, 0).join().errorCode()).isEqualTo(404103);
  }

  @Test
  void aPayloadIsMeteredInStepsOfFourKilobytes() {
    String fiveSteps = "{\"methodName\":\"m\",\"payload\":\"" + "x".repeat(16 * 1024) + "\"}";
    for (int i = 0; i < 8; i++) {
      assertThat(owner.send("POST", "/twins/pump-7/methods", fiveSteps).status()).isEqualTo(404);
    }
    assertThat(owner.invoke("pump-7", 5, 0).join().status()).isEqualTo(429);
  }

  @Proves(value = "Read a twin", errors = "429001")
  @Test
  void theTwinReadAfterAHundredIs429AndACallStillPasses() {
    for (int i = 0; i < 100; i++) {
      assertThat(owner.send("GET", "/twins/pump-7", "").status()).isEqualTo(200);
    }
    assertThat(owner.send("GET", "/twins/pump-7", "").errorCode()).isEqualTo(429001);
    assertThat(owner.invoke("pump-7", 5, 0).join().status()).isEqualTo(404);
  }

  @Proves(value = "Read a twin", errors = "status 429")
  @Test
  void readsOfDevicesAndOfServicesShareTheTwinReads() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(owner.send("GET", "/twins/pump-7", "").status()).isEqualTo(200);
    }
    try (PahoDevice device =
        new PahoDevice(hub, hub.register("pump-7")).connect().subscribe(PahoDevice.TWIN_ANSWERS)) {
      device.publish("$iothub/twin/GET/?$rid=r1", "");
      assertThat(device.next().topic()).isEqualTo("$iothub/twin/res/429/?$rid=r1");
    }
  }

  @Proves(value = "Update a twin", errors = "429001")
  @Proves(value = "Registry", errors = "429001")
  @Proves(value = "Jobs", errors = "429001")
  @ParameterizedTest(name = "{0} {1} {2} times")
  @CsvSource({
    "PATCH, /twins/pump-7, 50",
    "PUT, /twins/pump-7, 50",
    "GET, /devices/pump-7, 100",
    "GET, /jobs/v2/nobody, 100",
  })
  void oneMoreThanTheLimitIs429001(String method, String path, int limit) {
    for (int i = 0; i < limit; i++) {
      assertThat(owner.send(method, path, "{}").status()).isEqualTo(200);
    }
    RestProbe.Reply over = owner.send(method, path, "{}");
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.errorCode()).isEqualTo(429001);
  }

  @Proves(value = "Report properties", errors = "status 429")
  @Test
  void reportsOfDevicesAndPatchesOfServicesShareTheTwinUpdates() throws Exception {
    try (PahoDevice device =
        new PahoDevice(hub, hub.register("pump-8")).connect().subscribe(PahoDevice.TWIN_ANSWERS)) {
      for (int i = 0; i < 49; i++) {
        assertThat(owner.send("PATCH", "/twins/pump-8", "{\"tags\":{\"a\":1}}").status())
            .isEqualTo(200);
      }
      assertThat(device.report("{\"a\":1}")).isEqualTo("$iothub/twin/res/204/?$rid=r1&$version=2");
      assertThat(device.report("{\"a\":2}")).isEqualTo("$iothub/twin/res/429/?$rid=r1");
    }
  }

  @Proves(value = "Throttles", errors = "CONNACK 3")
  @Proves(value = "Connect a device", errors = "CONNACK 3")
  @Test
  void theConnectionAfterAHundredIsTurnedAwayAsBusy() throws Exception {
    DeviceIdentity identity = hub.register("pump-9");
    for (int i = 0; i < 100; i++) {
      assertThat(RawMqtt.connectAndLeave(hub, identity)).isZero();
    }
    assertThat(RawMqtt.connectAndLeave(hub, identity)).isEqualTo(SERVER_UNAVAILABLE);
    CLOCK.advance(Duration.ofMillis(10));
    assertThat(RawMqtt.connectAndLeave(hub, identity)).isZero();
  }

  @Proves(value = "Queries", errors = "429001")
  @Test
  void twentyQueriesAMinutePass() {
    String query = "{\"query\":\"SELECT COUNT() AS n FROM devices\"}";
    for (int i = 0; i < 20; i++) {
      assertThat(owner.send("POST", "/devices/query", query).status()).isEqualTo(200);
    }
    RestProbe.Reply over = owner.send("POST", "/devices/query", query);
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.errorCode()).isEqualTo(429001);
    assertThat(over.headers().firstValue("Retry-After")).hasValue("3");
  }

  @Proves("Throttles")
  @Test
  void theTelemetryAfterAHundredMessagesEndsTheConnection() throws Exception {
    long before = hub.counters().getOrDefault(Count.TELEMETRY, 0L);
    try (RawMqtt device = new RawMqtt(hub)) {
      assertThat(device.connect(hub, hub.register("pump-10"))).isZero();
      for (int i = 0; i < 101; i++) {
        device.publish("devices/pump-10/messages/events/", "{}");
      }
      device.awaitClosed();
    }
    assertThat(hub.counters().getOrDefault(Count.TELEMETRY, 0L)).isEqualTo(before + 100);
  }

  @Proves("Throttles")
  @Test
  void theyAreLiftedAndPutInForceWhileTheHubRuns() {
    hub.throttles(false);
    for (int i = 0; i < 101; i++) {
      assertThat(owner.send("GET", "/twins/pump-7", "").status()).isEqualTo(200);
    }
    hub.throttles(true);
    for (int i = 0; i < 100; i++) {
      assertThat(owner.send("GET", "/twins/pump-7", "").status()).isEqualTo(200);
    }
    assertThat(owner.send("GET", "/twins/pump-7", "").status()).isEqualTo(429);
  }

  @Test
  void whatWasThrottledIsCountedForTests() throws Exception {
    long before = hub.counters().getOrDefault(Count.THROTTLED, 0L);
    for (int i = 0; i < 101; i++) {
      owner.send("GET", "/twins/pump-7", "");
    }
    try (InputStream answer = hub.testUrl().resolve("/counters").toURL().openStream()) {
      JsonNode counters = new ObjectMapper().readTree(answer);
      assertThat(counters.path("throttled").asLong()).isEqualTo(before + 1);
      assertThat(counters.path("twinReads").asLong()).isGreaterThanOrEqualTo(100);
    }
  }
}
