package org.fleetreboot.devicesim.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.device.InternalClient;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.transport.NoRetry;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.GetTwinCallback;
import com.microsoft.azure.sdk.iot.device.twin.MethodCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesCallback;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Everything that an open client of Microsoft's device SDK can do, a device's or a module's.
 *
 * @param id as the hub's calls are counted: {@code device} or {@code device/module}
 */
record SdkConversation(LocalHub hub, String id, InternalClient client) {
  private static final int MILLIS = 300_000;

  /** Short, for what a race in the SDK swallows now and then: it is asked again. */
  private static final int IMPATIENT_MILLIS = 3_000;

  void sendsTelemetryInEveryWay() throws Exception {
    int before = sent();
    client.sendEvent(new Message("1"));
    client.sendEvent(new Message("2"), MILLIS);
    CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
    client.sendEventAsync(
        new Message("3"),
        (message, failure, context) -> acknowledged.complete(failure == null),
        null);
    assertThat(acknowledged.get(MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(sent() - before).isEqualTo(3);
  }

  /** The SDK itself refuses them but over HTTPS. */
  void sendsNoBatches() {
    List<Message> batch = List.of(new Message("1"), new Message("2"));
    assertThatThrownBy(() -> client.sendEvents(batch))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> client.sendEvents(batch, MILLIS))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(
            () -> client.sendEventsAsync(batch, (messages, failure, context) -> {}, null))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  void answersMethodsHoweverItSubscribes() throws Exception {
    MethodCallback answer = (method, payload, context) -> new DirectMethodResponse(200, context);
    client.subscribeToMethods(answer, "waiting");
    assertThat(invoked()).isEqualTo("waiting");
    client.subscribeToMethods(answer, "in time", MILLIS);
    assertThat(invoked()).isEqualTo("in time");
    CompletableFuture<Boolean> subscribed = new CompletableFuture<>();
    client.subscribeToMethodsAsync(
        answer, "later", (failure, context) -> subscribed.complete(failure == null), null);
    assertThat(subscribed.get(MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(invoked()).isEqualTo("later");
  }

  void isToldItsDesiredPropertiesHoweverItSubscribes() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    client.subscribeToDesiredProperties((twin, how) -> told.add(how.toString()), "waiting");
    assertThat(toldOfAChange(told)).isEqualTo("waiting");
    client.subscribeToDesiredProperties((twin, how) -> told.add(how.toString()), "in time", MILLIS);
    assertThat(toldOfAChange(told)).isEqualTo("in time");
    CompletableFuture<Boolean> subscribed = new CompletableFuture<>();
    client.subscribeToDesiredPropertiesAsync(
        (twin, how) -> told.add(how.toString()),
        "later",
        (failure, context) -> subscribed.complete(failure == null),
        null);
    assertThat(subscribed.get(MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    assertThat(toldOfAChange(told)).isEqualTo("later");
  }

  void readsAndReportsItsTwinInEveryWay() throws Exception {
    client.subscribeToDesiredProperties((twin, context) -> {}, null);
    TwinCollection report = new TwinCollection();
    report.put("depth", Map.of("a", Map.of("b", 1)));
    TwinAnswer reported = new TwinAnswer();
    client.updateReportedPropertiesAsync(report, reported, null);
    assertThat(reported.message.get(MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
    TwinAnswer read = new TwinAnswer();
    client.getTwinAsync(read, null);
    assertThat(new String(read.message.get(MILLIS, TimeUnit.MILLISECONDS).getBytes(), UTF_8))
        .contains("\"depth\":{\"a\":{\"b\":1}}");

    sooner(() -> client.getTwin(IMPATIENT_MILLIS).getReportedProperties().containsKey("depth"));
    sooner(() -> client.updateReportedProperties(report, IMPATIENT_MILLIS).getVersion() > 1);
    sooner(
        () -> {
          CompletableFuture<Boolean> twin = new CompletableFuture<>();
          GetTwinCallback got = (found, failure, context) -> twin.complete(found != null);
          client.getTwinAsync(got, null);
          return twin.get(IMPATIENT_MILLIS, TimeUnit.MILLISECONDS);
        });
    sooner(
        () -> {
          CompletableFuture<Boolean> done = new CompletableFuture<>();
          ReportedPropertiesCallback told =
              (status, answer, failure, context) -> done.complete(failure == null);
          client.updateReportedPropertiesAsync(report, told, null);
          return done.get(IMPATIENT_MILLIS, TimeUnit.MILLISECONDS);
        });
  }

  void hearsOfItsConnection() {
    BlockingQueue<String> states = new LinkedBlockingQueue<>();
    client.setRetryPolicy(new NoRetry());
    client.setOperationTimeout(MILLIS);
    client.setConnectionStatusChangeCallback(
        change -> states.add(change.getNewStatus().name()), null);
    RestProbe.owner(hub)
        .send("PUT", "/devices/" + device(), "{\"status\":\"disabled\"}", "If-Match", "*");
    Awaitility.await().until(() -> states.contains("DISCONNECTED"));
    RestProbe.owner(hub).send("PUT", "/devices/" + device(), "{}", "If-Match", "*");
  }

  private static void sooner(Callable<Boolean> attempt) {
    Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(attempt);
  }

  private String invoked() {
    return RestProbe.owner(hub)
        .send(
            "POST", twin() + "/methods", "{\"methodName\":\"zoom\",\"connectTimeoutInSeconds\":5}")
        .json()
        .path("payload")
        .asText();
  }

  private String toldOfAChange(BlockingQueue<String> told) throws InterruptedException {
    told.clear();
    RestProbe.owner(hub)
        .send(
            "PATCH",
            twin(),
            "{\"properties\":{\"desired\":{\"n\":" + System.nanoTime() % 1000 + "}}}");
    return told.poll(MILLIS, TimeUnit.MILLISECONDS);
  }

  private int sent() {
    return hub.telemetry(device()).size();
  }

  private String device() {
    return id.replaceFirst("/.*", "");
  }

  private String twin() {
    return "/twins/" + id.replace("/", "/modules/");
  }
}
