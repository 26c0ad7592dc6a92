package org.fleetreboot.devicesim.hub.method;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** Published calls that wait for the device's answer, by request id. */
final class PendingCalls {
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  private record Pending(ClientId client, CompletableFuture<MethodAnswer> answer) {}

  /** Registers a call, which is removed when the future is done. */
  String add(ClientId client, CompletableFuture<MethodAnswer> answer) {
    String rid = Long.toHexString(lastId.incrementAndGet());
    pending.put(rid, new Pending(client, answer));
    answer.whenComplete((done, failure) -> pending.remove(rid));
    return rid;
  }

  /** The call that a device answers; empty if none waits, or if it belongs to another device. */
  Optional<CompletableFuture<MethodAnswer>> find(String rid, ClientId client) {
    return Optional.ofNullable(pending.get(rid))
        .filter(call -> call.client().equals(client))
        .map(Pending::answer);
  }
}
