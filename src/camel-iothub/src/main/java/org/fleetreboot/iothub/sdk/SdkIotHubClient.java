package org.fleetreboot.iothub.sdk;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.IotHubClient;
import org.fleetreboot.iothub.client.MethodAnswer;
import org.fleetreboot.iothub.client.MethodCall;
import org.fleetreboot.iothub.client.QueryPage;
import org.jspecify.annotations.Nullable;

/**
 * A real hub. A request blocks a thread for the whole round trip, so every request takes a slot:
 * direct methods one of {@code calls}, which may last minutes, all others one of {@code reads}.
 */
public final class SdkIotHubClient implements IotHubClient {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> ROWS = new TypeReference<>() {};
  private static final String CONTINUATION = "x-ms-continuation";

  private final HubRequests requests;
  private final BoundedExecutor calls;
  private final BoundedExecutor reads;
  private final Failures failures;

  /**
   * Connects at the first request, not before.
   *
   * @param calls slots for direct methods; shared, and not closed with this client
   * @param reads slots for everything else; shared, and not closed with this client
   * @param clock for signatures
   * @param singlePost whether {@link SinglePost} is guaranteed; without it no failure on the wire
   *     counts as not delivered
   */
  public SdkIotHubClient(
      HubServer server,
      HttpTimeouts timeouts,
      BoundedExecutor calls,
      BoundedExecutor reads,
      InstantSource clock,
      boolean singlePost) {
    this.requests = new HubRequests(server, timeouts);
    this.calls = calls;
    this.reads = reads;
    this.failures = new Failures(singlePost, clock);
  }

  @Override
  public CompletionStage<MethodAnswer> invokeMethod(MethodCall call) {
    String request = "invokeMethod on " + call.receiver();
    return on(calls, request, () -> invoke(call));
  }

  private MethodAnswer invoke(MethodCall call) throws IOException {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("methodName", call.methodName());
    body.put("responseTimeoutInSeconds", wholeSeconds(call.responseTimeout()));
    body.put("connectTimeoutInSeconds", wholeSeconds(call.connectTimeout()));
    body.put("payload", call.payload());
    HttpsRequest request =
        requests.invokeMethod(
            call.receiver(), Json.write(body), call.responseTimeout().plus(call.connectTimeout()));
    // Last, because getting a credential may take long.
    call.notAfter().check(call.receiver());
    return AnswerBody.read(request.send().body());
  }

  private static long wholeSeconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }

  @Override
  public CompletionStage<Map<String, Object>> getTwin(DeviceAddress address) {
    return on(
        reads,
        "getTwin of " + address,
        () -> Json.read(requests.getTwin(address).send().body(), OBJECT));
  }

  @Override
  public CompletionStage<QueryPage> queryTwins(
      String query, int pageSize, @Nullable String continuationToken) {
    return on(reads, "queryTwins", () -> page(query, pageSize, continuationToken));
  }

  private QueryPage page(String query, int pageSize, @Nullable String continuationToken)
      throws IOException {
    HttpsRequest request = requests.query(Json.write(Map.of("query", query)));
    request.header("x-ms-max-item-count", String.valueOf(pageSize));
    if (continuationToken != null) {
      request.header(CONTINUATION, continuationToken);
    }
    HttpsResponse answer = request.send();
    String next = answer.header(CONTINUATION);
    return new QueryPage(
        Json.read(answer.body(), ROWS), next == null || next.isEmpty() ? null : next);
  }

  @Override
  public CompletionStage<Map<String, Object>> updateTwin(
      DeviceAddress address, Map<String, Object> patch, @Nullable String etag) {
    return on(
        reads,
        "updateTwin of " + address,
        () -> {
          HttpsRequest request = requests.updateTwin(address, Json.write(patch));
          request.header("If-Match", etag == null ? "*" : quoted(etag));
          return Json.read(request.send().body(), OBJECT);
        });
  }

  /** A twin holds its etag without the quotes of the header. */
  private static String quoted(String etag) {
    return etag.equals("*") || etag.startsWith("\"") ? etag : '"' + etag + '"';
  }

  @Override
  public CompletionStage<Map<String, Object>> getDevice(String deviceId) {
    return on(
        reads,
        "getDevice of device " + deviceId,
        () -> withoutKeys(Json.read(requests.getDevice(deviceId).send().body(), OBJECT)));
  }

  private static Map<String, Object> withoutKeys(Map<String, Object> identity) {
    if (identity.get("authentication") instanceof Map<?, ?> authentication) {
      authentication.remove("symmetricKey");
    }
    return identity;
  }

  private <T> CompletionStage<T> on(BoundedExecutor slots, String request, Callable<T> send) {
    return slots.submit(
        request,
        () -> {
          try {
            return send.call();
          } catch (Exception e) {
            throw failures.of(request, e);
          }
        });
  }

  /** Nothing to do: the slots belong to the component. */
  @Override
  public void close() {}
}
