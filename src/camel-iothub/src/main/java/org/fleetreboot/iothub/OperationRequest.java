package org.fleetreboot.iothub;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.camel.Message;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.IotHubClient;
import org.fleetreboot.iothub.client.MethodAnswer;
import org.fleetreboot.iothub.client.MethodCall;
import org.fleetreboot.iothub.client.QueryPage;
import org.jspecify.annotations.Nullable;

/** One exchange's request to the hub. */
final class OperationRequest {

  private final IotHubClient client;
  private final ExchangeOptions options;

  OperationRequest(IotHubClient client, ExchangeOptions options) {
    this.client = client;
    this.options = options;
  }

  /**
   * Sends the request. Later failures are in the future.
   *
   * @throws IllegalArgumentException if an option is missing or wrong; then nothing was sent
   */
  CompletableFuture<OperationResult> send(IotHubOperation operation) {
    return switch (operation) {
      case invokeMethod -> invokeMethod();
      case getTwin -> getTwin();
      case queryTwins -> queryTwins();
      case updateTwin -> updateTwin();
      case getDevice -> getDevice();
    };
  }

  private CompletableFuture<OperationResult> invokeMethod() {
    MethodCall call =
        new MethodCall(
            options.address(),
            options.methodName(),
            RequestBody.methodPayload(options.body()),
            options.responseTimeout(),
            options.connectTimeout(),
            options.notAfter());
    return ask(() -> client.invokeMethod(call), OperationRequest::write);
  }

  private static void write(Message message, MethodAnswer answer) {
    message.setBody(answer.payload());
    message.setHeader(IotHubConstants.METHOD_STATUS, answer.status());
  }

  private CompletableFuture<OperationResult> getTwin() {
    DeviceAddress address = options.address();
    return ask(() -> client.getTwin(address), Message::setBody);
  }

  private CompletableFuture<OperationResult> queryTwins() {
    String query = options.query();
    int pageSize = options.pageSize();
    @Nullable String token = options.continuationToken();
    return ask(() -> client.queryTwins(query, pageSize, token), OperationRequest::write);
  }

  private static void write(Message message, QueryPage page) {
    message.setBody(page.rows());
    if (page.continuationToken() == null) {
      message.removeHeader(IotHubConstants.CONTINUATION_TOKEN);
    } else {
      message.setHeader(IotHubConstants.CONTINUATION_TOKEN, page.continuationToken());
    }
  }

  private CompletableFuture<OperationResult> updateTwin() {
    DeviceAddress address = options.address();
    Map<String, Object> patch = RequestBody.twinPatch(options.body());
    @Nullable String etag = options.etag();
    return ask(() -> client.updateTwin(address, patch, etag), Message::setBody);
  }

  private CompletableFuture<OperationResult> getDevice() {
    String deviceId = options.deviceId();
    return ask(() -> client.getDevice(deviceId), Message::setBody);
  }

  private static <T> CompletableFuture<OperationResult> ask(
      Supplier<CompletionStage<T>> request, BiConsumer<Message, T> write) {
    CompletionStage<T> stage;
    try {
      stage = request.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return stage
        .<OperationResult>thenApply(value -> message -> write.accept(message, value))
        .toCompletableFuture();
  }
}
