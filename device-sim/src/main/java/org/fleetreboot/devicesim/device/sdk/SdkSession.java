package org.fleetreboot.devicesim.device.sdk;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.fleetreboot.devicesim.device.IncomingMethodCall;
import org.jspecify.annotations.Nullable;

/** A client of Microsoft's device SDK between two boots. Thread-safe. */
final class SdkSession {

  /** The SDK's timeout for a subscription. */
  private static final int SUBSCRIBED_WITHIN_MILLIS = 15_000;

  /** Long enough for a loopback hub; a report without an answer is then retried. */
  private static final int REPORTED_WITHIN_SECONDS = 10;

  private final DeviceClient client;
  private final Consumer<IncomingMethodCall> onCall;
  private final CompletableFuture<@Nullable Void> subscribed = new CompletableFuture<>();
  private volatile boolean online;
  private volatile @Nullable SdkMethodCall answering;
  private volatile @Nullable Thread leftUnanswered;

  SdkSession(String connectionString, SSLContext tls, Consumer<IncomingMethodCall> onCall) {
    this.client =
        new DeviceClient(
            connectionString,
            IotHubClientProtocol.MQTT,
            ClientOptions.builder().sslContext(tls).build());
    this.onCall = onCall;
  }

  /** Connects and subscribes, once; blocks. A failed session cannot be used again. */
  void open() throws IotHubClientException, InterruptedException {
    client.setConnectionStatusChangeCallback(
        change -> online = change.getNewStatus() == IotHubConnectionStatus.CONNECTED, null);
    client.open(false);
    client.subscribeToMethodsAsync(
        (method, payload, context) -> answer(method),
        null,
        (failure, context) -> acknowledged(failure),
        null);
    client.subscribeToDesiredProperties((patch, context) -> {}, null, SUBSCRIBED_WITHIN_MILLIS);
    subscribed.orTimeout(SUBSCRIBED_WITHIN_MILLIS, TimeUnit.MILLISECONDS).join();
  }

  boolean isConnected() {
    return online && subscribed.isDone() && !subscribed.isCompletedExceptionally();
  }

  CompletableFuture<@Nullable Void> report(Map<String, Object> patch) {
    ReportCallback answer = new ReportCallback();
    try {
      client.updateReportedPropertiesAsync(new TwinCollection(patch), answer, null);
    } catch (IllegalStateException closing) {
      answer.future().completeExceptionally(closing);
    }
    return answer.future().orTimeout(REPORTED_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  /** Closes the session and stops its threads; blocks briefly. */
  void close() {
    online = false;
    client.close();
  }

  private @Nullable DirectMethodResponse answer(String method) {
    SdkMethodCall call = new SdkMethodCall(method);
    onCall.accept(call);
    DirectMethodResponse response = call.awaitReply();
    if (response == null) {
      leftUnanswered = Thread.currentThread();
    } else {
      answering = call;
    }
    return response;
  }

  /**
   * The SDK calls this for the subscription, then for each answer that the hub has acknowledged,
   * and at once, on the callback's own thread, for a call without an answer.
   */
  private void acknowledged(@Nullable IotHubClientException failure) {
    SdkMethodCall call = answering;
    if (leftUnanswered == Thread.currentThread()) {
      leftUnanswered = null;
    } else if (!subscribed.isDone() && failure != null) {
      subscribed.completeExceptionally(failure);
    } else if (!subscribed.isDone()) {
      subscribed.complete(null);
    } else if (call != null) {
      call.acknowledge();
    }
  }
}
