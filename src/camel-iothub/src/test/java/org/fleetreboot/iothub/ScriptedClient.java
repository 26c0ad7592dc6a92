package org.fleetreboot.iothub;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.IotHubClient;
import org.fleetreboot.iothub.client.MethodAnswer;
import org.fleetreboot.iothub.client.MethodCall;
import org.fleetreboot.iothub.client.QueryPage;
import org.jspecify.annotations.Nullable;

/** A hub in memory: remembers its requests, and answers methods as the test says. */
final class ScriptedClient implements IotHubClient {

  final List<MethodCall> calls = Collections.synchronizedList(new ArrayList<>());
  final List<Map<String, Object>> patches = Collections.synchronizedList(new ArrayList<>());
  final List<String> etags = Collections.synchronizedList(new ArrayList<>());

  volatile Function<MethodCall, CompletionStage<MethodAnswer>> onInvoke =
      call -> CompletableFuture.completedFuture(new MethodAnswer(200, Map.of("done", true)));

  @Override
  public CompletionStage<MethodAnswer> invokeMethod(MethodCall call) {
    calls.add(call);
    return onInvoke.apply(call);
  }

  @Override
  public CompletionStage<Map<String, Object>> getTwin(DeviceAddress address) {
    return CompletableFuture.completedFuture(
        Map.of("deviceId", address.deviceId(), "moduleId", "" + address.moduleId()));
  }

  /** Three rows; the token is the number of the next one. */
  @Override
  public CompletionStage<QueryPage> queryTwins(
      String query, int pageSize, @Nullable String continuationToken) {
    int from = continuationToken == null ? 0 : Integer.parseInt(continuationToken);
    int to = Math.min(3, from + pageSize);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = from; row < to; row++) {
      rows.add(Map.of("deviceId", "device-" + row, "query", query));
    }
    return CompletableFuture.completedFuture(new QueryPage(rows, to < 3 ? "" + to : null));
  }

  @Override
  public CompletionStage<Map<String, Object>> updateTwin(
      DeviceAddress address, Map<String, Object> patch, @Nullable String etag) {
    patches.add(patch);
    etags.add(String.valueOf(etag));
    return getTwin(address);
  }

  @Override
  public CompletionStage<Map<String, Object>> getDevice(String deviceId) {
    return CompletableFuture.completedFuture(Map.of("deviceId", deviceId, "status", "enabled"));
  }

  @Override
  public void close() {}
}
