package org.fleetreboot.devicesim.hub.parity.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.session.Subscription;

/** Cloud-to-device messages: a queue for each device that received one. Thread-safe. */
public final class CloudMessages {
  private final DeviceRegistry registry;
  private final DeviceSessions sessions;
  private final HubClock clock;
  private final Map<ClientId, MessageQueue> queues = new ConcurrentHashMap<>();

  public CloudMessages(DeviceRegistry registry, DeviceSessions sessions, HubClock clock) {
    this.registry = registry;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Queues a message, and sends it at once if its device is subscribed.
   *
   * @return the outcome, which may take days
   * @throws HubRefusal 404001 for an unknown device, 413001 for a message over 64 KB, 403004 when
   *     50 messages are queued
   */
  public CompletableFuture<MessageOutcome> send(String device, CloudMessage message) {
    QueuedMessage queued =
        new QueuedMessage(message, clock.instant().plus(message.timeToLive()), 0);
    MessageQueue queue = queue(device);
    queue.add(queued);
    expireInTime(queue, queued);
    reached(ClientId.device(device));
    return queued.outcome.copy();
  }

  /** Sends queued messages to a client, if it is connected and subscribed. */
  public void reached(ClientId client) {
    MessageQueue queue = queues.get(client);
    if (queue != null && isOfKnownDevice(queue)) {
      sessions.of(client).reachable(Subscription.CLOUD_TO_DEVICE).ifPresent(queue::deliver);
    }
  }

  /** Drops the queued messages of a device; returns their number. */
  public int purge(String device) {
    return queue(device).purge();
  }

  /** The number of messages queued for a device. */
  public int waiting(String device) {
    MessageQueue queue = queues.get(ClientId.device(device));
    return queue == null || !isOfKnownDevice(queue) ? 0 : queue.waiting().size();
  }

  /** The queue of the current device: a device that was removed and added again has a new one. */
  private MessageQueue queue(String device) {
    ClientId id = ClientId.device(device);
    RegisteredClient owner =
        registry.find(id).orElseThrow(() -> HubRefusal.registry(HubError.DEVICE_NOT_FOUND, device));
    return queues.compute(
        id,
        (key, known) ->
            known != null && known.owner() == owner
                ? known
                : new MessageQueue(owner, registry::changed));
  }

  private boolean isOfKnownDevice(MessageQueue queue) {
    return registry.find(queue.owner().clientId()).filter(now -> now == queue.owner()).isPresent();
  }

  private void expireInTime(MessageQueue queue, QueuedMessage queued) {
    HubClock.Alarm alarm =
        clock.after(
            Duration.between(clock.instant(), queued.expiry), () -> queue.expire(clock.instant()));
    queued.outcome.whenComplete((outcome, never) -> alarm.cancel());
  }

  /** The queued messages in their stored form. */
  public List<StoredMessage> stored() {
    List<StoredMessage> all = new ArrayList<>();
    for (MessageQueue queue : queues.values()) {
      if (isOfKnownDevice(queue)) {
        for (QueuedMessage queued : queue.waiting()) {
          all.add(StoredMessage.of(queue.owner().clientId().device(), queued));
        }
      }
    }
    return all;
  }

  /**
   * Restores stored messages; those of removed devices are dropped.
   *
   * @return the number of restored messages
   */
  public int restore(StoredMessage[] kept) {
    int taken = 0;
    for (StoredMessage stored : kept) {
      String device = stored.deviceId();
      if (registry.find(ClientId.device(device)).isPresent()) {
        QueuedMessage queued = stored.queued();
        MessageQueue queue = queue(device);
        queue.add(queued);
        expireInTime(queue, queued);
        taken++;
      }
    }
    return taken;
  }
}
