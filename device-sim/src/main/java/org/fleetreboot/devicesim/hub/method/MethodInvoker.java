package org.fleetreboot.devicesim.hub.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.network.ClientLog;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;

/**
 * Invokes direct methods. A call waits for its device to connect (404103 on timeout), is published
 * once, and waits for the answer (504101 on timeout), without blocking a thread. A device that
 * loses its connection may answer on its next one.
 */
public final class MethodInvoker {
  private static final ClientLog LOG = ClientLog.of(MethodInvoker.class);

  private final DeviceRegistry registry;
  private final DeviceSessions sessions;
  private final MethodTimeouts timeouts;
  private final HubClock clock;
  private final HubCounters counters;
  private final PendingCalls pending = new PendingCalls();
  private final CallLimit waiting = new CallLimit();

  public MethodInvoker(
      DeviceRegistry registry,
      DeviceSessions sessions,
      MethodTimeouts timeouts,
      HubClock clock,
      HubCounters counters) {
    this.registry = registry;
    this.sessions = sessions;
    this.timeouts = timeouts;
    this.clock = clock;
    this.counters = counters;
  }

  /**
   * Invokes a method. The future fails with a {@link HubRefusal}.
   *
   * @param onDelivered called right after the call was published; never if it was not
   */
  public CompletableFuture<MethodAnswer> invoke(
      ClientId client, MethodCall call, Runnable onDelivered) {
    timeouts.check(call);
    if (registry.find(client).isEmpty()) {
      // Unlike the registry's 404, this one has the six-digit code.
      throw HubRefusal.dataPlane(
          registry.missing(client),
          (client.module() == null ? "Device " : "Module ") + client + " not found.");
    }
    requireEnabled(client);
    int bytes = call.payloadBytes();
    waiting.enter(client, bytes);
    return waitForDevice(sessions.of(client), call)
        .thenCompose(channel -> deliver(client, call, channel, onDelivered))
        .whenComplete((answer, failure) -> waiting.leave(client, bytes));
  }

  /** For methods, the real hub treats a disabled device as unknown. */
  private void requireEnabled(ClientId client) {
    if (registry.find(client.device()).filter(device -> device.identity().enabled()).isEmpty()) {
      throw HubRefusal.dataPlane(
          HubError.DEVICE_NOT_FOUND, "Device " + client.device() + " is disabled.");
    }
  }

  /**
   * Handles a device's answer.
   *
   * @return false if no call waits for the answer
   */
  public boolean answered(ClientId client, String rid, int status, byte[] payload) {
    Optional<CompletableFuture<MethodAnswer>> answer = pending.find(rid, client);
    if (answer.isEmpty()) {
      counters.add(Count.METHODS_ANSWERED_LATE);
      LOG.info("{} answered call {} with {} too late", client, rid, status);
      return false;
    }
    counters.add(Count.METHODS_ANSWERED);
    try {
      answer.get().complete(new MethodAnswer(status, payload(payload)));
    } catch (HubRefusal invalid) {
      answer.get().completeExceptionally(invalid);
    }
    return true;
  }

  private static JsonNode payload(byte[] answered) {
    if (answered.length > MethodCall.PAYLOAD_BYTES) {
      throw invalid("The device's answer is larger than 128 KB.");
    }
    try {
      return answered.length == 0 ? NullNode.getInstance() : Json.parse(answered);
    } catch (HubRefusal notJson) {
      throw invalid("The device's answer is not JSON.");
    }
  }

  private static HubRefusal invalid(String why) {
    return HubRefusal.dataPlane(HubError.INVALID_DEVICE_RESPONSE, why);
  }

  private CompletableFuture<DeviceChannel> waitForDevice(DeviceSession session, MethodCall call) {
    CompletableFuture<DeviceChannel> listening = session.whenListening();
    if (listening.isDone()) {
      return listening;
    }
    Duration connect = Duration.ofSeconds(call.connectSeconds());
    HubRefusal offline =
        HubRefusal.dataPlane(
            HubError.DEVICE_NOT_ONLINE,
            "Timed out waiting for device to connect.",
            Map.of("timeout", clockText(connect)));
    if (connect.isZero()) {
      listening.completeExceptionally(offline);
      return listening;
    }
    return expiring(listening, connect, offline);
  }

  private CompletableFuture<MethodAnswer> deliver(
      ClientId client, MethodCall call, DeviceChannel channel, Runnable onDelivered) {
    CompletableFuture<MethodAnswer> answer = new CompletableFuture<>();
    String rid = pending.add(client, answer);
    counters.delivered(client);
    channel.publish(
        "$iothub/methods/POST/" + call.name() + "/?$rid=" + rid, Json.bytes(call.payload()));
    onDelivered.run();
    return expiring(
        answer,
        Duration.ofSeconds(call.responseSeconds()),
        HubRefusal.dataPlane(
            HubError.DEVICE_DID_NOT_ANSWER, "Timed out waiting for the response from device."));
  }

  private <T> CompletableFuture<T> expiring(
      CompletableFuture<T> future, Duration after, HubRefusal refusal) {
    HubClock.Alarm alarm = clock.after(after, () -> future.completeExceptionally(refusal));
    return future.whenComplete((done, failure) -> alarm.cancel());
  }

  private static String clockText(Duration duration) {
    return String.format(
        "%02d:%02d:%02d",
        duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart());
  }
}
