package org.fleetreboot.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.IotHubClient;
import org.fleetreboot.iothub.client.MethodAnswer;
import org.fleetreboot.iothub.client.MethodCall;
import org.fleetreboot.iothub.client.QueryPage;
import org.jspecify.annotations.Nullable;

/**
 * A hub without cost: accepts every call at once, and shows the changed twin a while later.
 * Everything else that is measured is the program's.
 */
final class InMemoryHub implements IotHubClient {
  private final Map<String, Instant> backAt = new ConcurrentHashMap<>();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final @Nullable Long bootMillis;
  final AtomicLong calls = new AtomicLong();
  final AtomicLong reads = new AtomicLong();

  InMemoryHub(long bootMillis) {
    this.bootMillis = bootMillis;
  }

  private InMemoryHub() {
    this.bootMillis = null;
  }

  /** A hub whose devices accept and never come back; it keeps nothing about them. */
  static InMemoryHub neverBack() {
    return new InMemoryHub();
  }

  @Override
  public CompletionStage<MethodAnswer> invokeMethod(MethodCall call) {
    calls.incrementAndGet();
    if (bootMillis != null) {
      Instant back = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(bootMillis);
      backAt.put(call.receiver().deviceId(), back);
    }
    return CompletableFuture.completedFuture(new MethodAnswer(200, null));
  }

  @Override
  public CompletionStage<Map<String, Object>> getTwin(DeviceAddress address) {
    reads.incrementAndGet();
    Instant back = backAt.get(address.deviceId());
    Instant booted = back != null && !back.isAfter(Instant.now()) ? back : start;
    return CompletableFuture.completedFuture(twin(address.deviceId(), booted));
  }

  private Map<String, Object> twin(String id, Instant booted) {
    String marker = booted.toString();
    Map<String, Object> reported = new HashMap<>();
    reported.put("rebootTime", marker);
    reported.put("$version", 1 + booted.toEpochMilli() - start.toEpochMilli());
    reported.put("$metadata", Map.of("rebootTime", Map.of("$lastUpdated", marker)));
    return Map.of(
        "deviceId",
        id,
        "connectionState",
        "Connected",
        "properties",
        Map.of("reported", reported, "desired", Map.of()));
  }

  @Override
  public CompletionStage<QueryPage> queryTwins(
      String query, int pageSize, @Nullable String continuationToken) {
    return refuse();
  }

  @Override
  public CompletionStage<Map<String, Object>> updateTwin(
      DeviceAddress address, Map<String, Object> patch, @Nullable String etag) {
    return refuse();
  }

  @Override
  public CompletionStage<Map<String, Object>> getDevice(String deviceId) {
    return refuse();
  }

  private static <T> CompletionStage<T> refuse() {
    return CompletableFuture.failedFuture(
        new IllegalStateException("No benchmark uses this operation."));
  }

  @Override
  public void close() {}
}
