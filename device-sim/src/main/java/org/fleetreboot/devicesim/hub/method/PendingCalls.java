package org.fleetreboot.devicesim.hub.method;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The calls that were published and wait for their device's answer, by request id. */
final class PendingCalls {
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  private record Pending(String deviceId, CompletableFuture<MethodAnswer> answer) {}

  /** Registers a call; it leaves by itself when the future is done, however that comes about. */
  String add(String deviceId, CompletableFuture<MethodAnswer> answer) {
    String rid = Long.toHexString(lastId.incrementAndGet());
    pending.put(rid, new Pending(deviceId, answer));
    answer.whenComplete((done, failure) -> pending.remove(rid));
    return rid;
  }

  /** The call a device answers; empty when nobody waits, or when another device was asked. */
  Optional<CompletableFuture<MethodAnswer>> find(String rid, String deviceId) {
    return Optional.ofNullable(pending.get(rid))
        .filter(call -> call.deviceId().equals(deviceId))
        .map(Pending::answer);
  }
}
