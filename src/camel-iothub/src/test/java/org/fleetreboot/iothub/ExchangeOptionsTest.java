package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.iothub.client.MethodCall;
import org.fleetreboot.iothub.client.NotSentException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What headers and options mean, and the messages for wrong ones. */
class ExchangeOptionsTest {

  private static final String INVOKE = "iothub:invokeMethod?deviceId=pump-1&methodName=reboot";

  private final ScriptedClient hub = new ScriptedClient();
  private final SettableClock clock = new SettableClock();
  private final RunningCamel camel = RunningCamel.with(Map.of("hub", hub, "clock", clock));

  @AfterEach
  void stop() {
    camel.close();
  }

  @Test
  void headersOverrideOptions() {
    camel.send(
        INVOKE,
        "text",
        IotHubConstants.DEVICE_ID,
        "gateway",
        IotHubConstants.MODULE_ID,
        "modem",
        IotHubConstants.METHOD_NAME,
        "restart");

    MethodCall call = hub.calls.get(0);
    assertThat(call.receiver()).isEqualTo(new DeviceAddress("gateway", "modem"));
    assertThat(call.methodName()).isEqualTo("restart");
    assertThat(call.payload()).isEqualTo("text");
  }

  static List<Object> twentySeconds() {
    return List.of(Duration.ofSeconds(20), 20, 20L, "20", "20s", "PT20S");
  }

  @ParameterizedTest
  @MethodSource("twentySeconds")
  void timeoutsAreDurationsOrSeconds(Object twentySeconds) {
    camel.send(
        INVOKE,
        null,
        IotHubConstants.RESPONSE_TIMEOUT,
        twentySeconds,
        IotHubConstants.CONNECT_TIMEOUT,
        twentySeconds);

    assertThat(hub.calls.get(0).responseTimeout()).hasSeconds(20);
    assertThat(hub.calls.get(0).connectTimeout()).hasSeconds(20);
  }

  @Test
  void refusesTimeoutsThatTheHubWouldRefuse() {
    Exchange failed = camel.send(INVOKE, null, IotHubConstants.RESPONSE_TIMEOUT, 4);

    assertRefused(failed, "responseTimeout is PT4S, but IoT Hub allows 5 to 300 seconds.");
  }

  @Test
  void saysWhatIsMissing() {
    assertRefused(
        camel.send("iothub:invokeMethod?methodName=reboot", null),
        "Operation invokeMethod needs the header CamelIotHubDeviceId or the option deviceId.");
    assertRefused(
        camel.send("iothub:invokeMethod?deviceId=pump-1", null),
        "Operation invokeMethod needs the header CamelIotHubMethodName or the option methodName.");
    assertThat(camel.send("iothub:queryTwins", null).getException())
        .hasMessage("Operation queryTwins needs the header CamelIotHubQuery or the option query.");
  }

  @Test
  void saysWhichHeaderHasTheWrongType() {
    assertRefused(
        camel.send(INVOKE, null, IotHubConstants.NOT_AFTER, "soon"),
        "The header CamelIotHubNotAfter is 'soon', which is not of type Instant.");
    assertThat(camel.send("iothub:getTwin", null, IotHubConstants.OPERATION, "reboot"))
        .satisfies(
            failed ->
                assertThat(failed.getException())
                    .hasMessage(
                        "The header CamelIotHubOperation is 'reboot', which is not of type"
                            + " IotHubOperation."));
    assertThat(
            camel
                .send("iothub:queryTwins?query=q", null, IotHubConstants.PAGE_SIZE, 0)
                .getException())
        .hasMessage("pageSize is 0, but must be at least 1.");
  }

  @Test
  void refusesAPayloadThatIsNotAJsonValue() {
    assertRefused(
        camel.send(INVOKE, new byte[] {1}),
        "A [B cannot be the payload of a method; make the body a Map, List, String, number, boolean"
            + " or null (unmarshal JSON text to send it as an object).");
  }

  @Test
  void handsTheNotAfterToTheSender() {
    hub.onInvoke =
        call -> {
          clock.advance(Duration.ofMinutes(1));
          call.notAfter().check(call.receiver());
          throw new AssertionError("sent too late");
        };

    Exchange failed =
        camel.send(INVOKE, null, IotHubConstants.NOT_AFTER, clock.instant().plusSeconds(59));

    assertThat(failed.getException()).isInstanceOf(NotSentException.class);
    assertThat(failed.getProperty(IotHubConstants.DELIVERY)).isEqualTo("notDelivered");
  }

  @Test
  void updatesTwinsWithTagsAndDesiredPropertiesOnly() {
    Map<String, Object> patch = Map.of("properties", Map.of("desired", Map.of("level", 3)));

    camel.send("iothub:updateTwin?deviceId=pump-1", patch, IotHubConstants.ETAG, "AAAB");

    assertThat(hub.patches).containsExactly(patch);
    assertThat(hub.etags).containsExactly("AAAB");
    assertThat(patchFailure(Map.of("reported", Map.of())))
        .isEqualTo(
            "The body of updateTwin is a Map with tags, properties.desired, or both; this is one"
                + " with [reported].");
    assertThat(patchFailure(Map.of("properties", Map.of("reported", Map.of())))).isNotNull();
    assertThat(patchFailure("tags")).endsWith("this is no Map.");
    assertThat(hub.patches).hasSize(1);
  }

  private @Nullable String patchFailure(Object body) {
    return camel.send("iothub:updateTwin?deviceId=pump-1", body).getException().getMessage();
  }

  @Test
  void removesWhatAnEarlierCallLeft() throws Exception {
    camel.yaml(
        """
        - route:
            from:
              uri: direct:start
              steps:
                - doTry:
                    steps:
                      - to: "iothub:invokeMethod?deviceId=pump-1&methodName=reboot"
                    doCatch:
                      - exception: [ "org.fleetreboot.iothub.client.IotHubOperationException" ]
                        steps:
                          - to: "iothub:getTwin?deviceId=pump-1"
        """);
    hub.onInvoke =
        call ->
            CompletableFuture.failedFuture(
                new IotHubOperationException(
                    "lost", FailureKind.timeout, Delivery.unknown, 504, 504101, null));

    Exchange done = camel.send("direct:start", null, IotHubConstants.METHOD_STATUS, 200);

    assertThat(done.getException()).isNull();
    assertThat(done.getProperties())
        .containsEntry(IotHubConstants.DELIVERY, "unknown")
        .doesNotContainKeys(
            IotHubConstants.FAILURE_KIND, IotHubConstants.STATUS_CODE, IotHubConstants.ERROR_CODE);
    assertThat(done.getMessage().getHeaders()).doesNotContainKey(IotHubConstants.METHOD_STATUS);
  }

  private void assertRefused(Exchange failed, String message) {
    assertThat(failed.getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(failed.getProperty(IotHubConstants.DELIVERY)).isEqualTo("notDelivered");
    assertThat(failed.getProperty(IotHubConstants.FAILURE_KIND)).isEqualTo("badRequest");
    assertThat(hub.calls).isEmpty();
  }
}
