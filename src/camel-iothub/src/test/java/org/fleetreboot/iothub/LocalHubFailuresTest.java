package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.azure.core.credential.TokenCredential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.iothub.client.NotSentException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** What failures on a real connection say about delivery, and what really happened. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LocalHubFailuresTest {

  private static final String INVOKE = "iothub:invokeMethod?deviceId=pump-1&methodName=echo";

  @SuppressWarnings("NullAway.Init") // made before any test
  private static ConnectedHub hub;

  private final RunningCamel camel = RunningCamel.with(Map.of());
  private final long callsBefore = calls();
  private final long requestsBefore = requests();

  LocalHubFailuresTest() {
    component().getConfiguration().setConnectionString(hub.hub.serviceConnectionString());
  }

  @BeforeAll
  static void connect() throws Exception {
    hub = new ConnectedHub();
  }

  @AfterAll
  static void disconnect() {
    hub.close();
  }

  @AfterEach
  void stop() {
    hub.hub.clearFaults();
    hub.release.countDown();
    camel.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(HubFault.tooManyRequests(), "throttled", "notDelivered", 429, 0),
        arguments(HubFault.serverError(), "serverError", "unknown", 500, 0),
        arguments(HubFault.serverBusy(), "serverError", "unknown", 503, 0),
        arguments(HubFault.connectedElsewhere(), "reconnected", "unknown", 400, 0),
        arguments(HubFault.deliveredThenNotOnline(), "notOnline", "unknown", 404, 1),
        arguments(HubFault.deliveredThenNoAnswer(), "deviceTimeout", "unknown", 504, 1),
        arguments(HubFault.droppedBeforeDelivery(), "unreachable", "unknown", null, 0),
        arguments(HubFault.droppedAfterDelivery(), "unreachable", "unknown", null, 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void saysWhetherTheCallWasDeliveredAndSendsItOnce(
      HubFault fault, String kind, String delivery, @Nullable Integer status, int delivered) {
    // The JDK would repeat a POST on a connection that is kept alive.
    camel.send("iothub:getTwin?deviceId=pump-1", null);
    hub.hub.fault(fault, FaultScope.methods());
    long struckBefore = count(Count.FAULTS);

    Exchange failed = camel.send(INVOKE, null);

    assertFailed(failed, kind, delivery, status);
    assertThat(calls() - callsBefore).isEqualTo(delivered);
    // The fault strikes every request, so one strike is one request.
    assertThat(count(Count.FAULTS) - struckBefore).isEqualTo(1);
  }

  @Test
  void distinguishesAnUnknownDeviceFromOneThatIsNotOnline() {
    hub.hub.register("asleep");

    Exchange asleep = camel.send(INVOKE, null, IotHubConstants.DEVICE_ID, "asleep");
    Exchange nobody = camel.send(INVOKE, null, IotHubConstants.DEVICE_ID, "nobody");
    Exchange twin = camel.send("iothub:getTwin?deviceId=nobody", null);

    assertFailed(asleep, "notOnline", "unknown", 404);
    assertFailed(nobody, "notFound", "unknown", 404);
    assertThat(twin.getProperty(IotHubConstants.FAILURE_KIND)).isEqualTo("notFound");
    assertThat(twin.getException())
        .hasMessageStartingWith("getTwin of device nobody failed: the hub has no such device");
  }

  @Test
  void provesThatAWrongKeyDeliversNothing() {
    component()
        .getConfiguration()
        .setConnectionString(
            hub.hub
                .serviceConnectionString()
                .replaceFirst("SharedAccessKey=.*", "SharedAccessKey=d3Jvbmc="));

    assertFailed(camel.send(INVOKE, null), "unauthorized", "notDelivered", 401);
    assertThat(calls()).isEqualTo(callsBefore);
  }

  @Test
  void provesThatAFailingCredentialDeliversNothing() {
    TokenCredential broken = request -> Mono.error(new IllegalStateException("no identity here"));
    try (RunningCamel other = RunningCamel.with(Map.of("credential", broken))) {
      Exchange failed = other.send(INVOKE + "&hostName=" + hostName(), null);

      assertFailed(failed, "unauthorized", "notDelivered", null);
      assertThat(failed.getException()).hasMessageContaining("could not be obtained");
      assertThat(requests()).isEqualTo(requestsBefore);
    }
  }

  @Test
  void provesThatAPayloadOverTheLimitDeliversNothing() {
    assertFailed(camel.send(INVOKE, "x".repeat(200_000)), "tooLarge", "notDelivered", 413);
    assertThat(calls()).isEqualTo(callsBefore);
  }

  @Test
  void provesThatNothingWasSentWithoutAConnection() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
    String elsewhere =
        hub.hub.serviceConnectionString().replaceFirst("HostName=[^;]*", "HostName=");

    component()
        .getConfiguration()
        .setConnectionString(elsewhere.replace("HostName=", "HostName=127.0.0.1:" + closedPort));
    assertFailed(camel.send(INVOKE, null), "unreachable", "notDelivered", null);

    component()
        .getConfiguration()
        .setConnectionString(elsewhere.replace("HostName=", "HostName=no-such-hub.invalid"));
    assertFailed(camel.send(INVOKE + "&pageSize=1", null), "unreachable", "notDelivered", null);
  }

  @Test
  void provesThatNothingWasSentToAHubThatIsNotTrusted() {
    hub.distrust();
    try {
      assertFailed(camel.send(INVOKE, null), "unreachable", "notDelivered", null);
      assertThat(requests()).isEqualTo(requestsBefore);
    } finally {
      hub.trust();
    }
  }

  @Test
  void sendsNothingAfterTheNotAfter() {
    Exchange failed =
        camel.send(
            INVOKE,
            null,
            IotHubConstants.NOT_AFTER,
            InstantSource.system().instant().minusMillis(1));

    assertFailed(failed, "notSent", "notDelivered", null);
    assertThat(requests()).isEqualTo(requestsBefore);
  }

  @Test
  void waitsLongerForTheHubThanTheHubWaitsForTheDevice() {
    hub.hub.fault(HubFault.late(Duration.ofMillis(5500)), FaultScope.methods().once());

    Exchange done = camel.send(INVOKE + "&responseTimeout=5s", "late");

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isEqualTo("late");
  }

  @Test
  void givesUpOnAReadAfterItsTimeout() {
    hub.hub.fault(
        HubFault.late(Duration.ofSeconds(3)), FaultScope.on(HubOperation.TWIN_READ).once());

    Exchange failed = camel.send("iothub:getTwin?deviceId=pump-1&readTimeout=1s", null);

    assertThat(failed.getProperty(IotHubConstants.FAILURE_KIND)).isEqualTo("timeout");
    assertThat(failed.getException()).hasMessageEndingWith("no answer in time.");
  }

  @Test
  void refusesACallAtOnceWithoutAFreeSlot() throws Exception {
    component().setMaxConcurrentCalls(1);
    component().setMaxWaitingCalls(0);
    component().stop();
    component().start();
    hub.held = new CountDownLatch(1);
    hub.release = new CountDownLatch(1);
    AsyncProducer producer =
        camel.context.getEndpoint(INVOKE.replace("echo", "hold")).createAsyncProducer();
    producer.start();
    Exchange first = new DefaultExchange(camel.context);
    Future<Exchange> holding = producer.processAsync(first).thenApply(done -> first);
    assertThat(hub.held.await(5, TimeUnit.MINUTES)).isTrue();

    Exchange second = camel.send(INVOKE, null);

    assertThat(second.getException())
        .isInstanceOf(NotSentException.class)
        .hasMessage(
            "invokeMethod on device pump-1 was not sent, because 1 calls are running and 0 are"
                + " waiting, which are the limits.");
    assertFailed(second, "notSent", "notDelivered", null);
    hub.release.countDown();
    assertThat(holding.get(5, TimeUnit.MINUTES).getMessage().getBody()).isEqualTo("released");
  }

  private static void assertFailed(
      Exchange failed, String kind, String delivery, @Nullable Integer status) {
    assertThat(failed.getException()).isNotNull();
    assertThat(failed.getProperty(IotHubConstants.FAILURE_KIND)).isEqualTo(kind);
    assertThat(failed.getProperty(IotHubConstants.DELIVERY)).isEqualTo(delivery);
    assertThat(failed.getMessage().getHeader(IotHubConstants.DELIVERY)).isEqualTo(delivery);
    assertThat(failed.getProperty(IotHubConstants.STATUS_CODE)).isEqualTo(status);
  }

  private IotHubComponent component() {
    return camel.context.getComponent("iothub", IotHubComponent.class);
  }

  private static String hostName() {
    return hub.hub.address() + ":" + hub.hub.restPort();
  }

  private static long calls() {
    return hub.hub.calls().getOrDefault("pump-1", 0L);
  }

  private static long requests() {
    return count(Count.METHODS_RECEIVED);
  }

  private static long count(Count what) {
    return hub.hub.counters().getOrDefault(what, 0L);
  }
}
