package org.fleetreboot.devicesim.hub.parity.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.ClientTopic;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;

/**
 * The message queue of one device, as in "Send cloud-to-device messages from an IoT hub": ordered,
 * at least once, up to 50. A message stays until it is acknowledged, expired, or was sent ten
 * times. Thread-safe.
 */
final class MessageQueue {
  static final int MOST = 50;
  static final int MOST_BYTES = 64 * 1024;

  // The real hub's default; configurable from 1 to 100 there.
  private static final int MOST_DELIVERIES = 10;

  private final RegisteredClient owner;
  private final Runnable changed;
  private final List<QueuedMessage> messages = new ArrayList<>();

  MessageQueue(RegisteredClient owner, Runnable changed) {
    this.owner = owner;
    this.changed = changed;
  }

  RegisteredClient owner() {
    return owner;
  }

  synchronized void add(QueuedMessage message) {
    if (message.message.bytes() > MOST_BYTES) {
      throw HubRefusal.dataPlane(
          HubError.MESSAGE_TOO_LARGE, "A message has up to " + MOST_BYTES + " bytes.");
    }
    if (messages.size() >= MOST) {
      throw HubRefusal.registry(
          HubError.QUEUE_FULL, "the queue of " + owner.clientId() + " holds " + MOST + " messages");
    }
    messages.add(message);
    owner.waitingMessages(messages.size());
    changed.run();
  }

  /** Sends everything that was not yet sent on this connection, in order. */
  void deliver(DeviceChannel channel) {
    List<QueuedMessage> givenUp;
    synchronized (this) {
      givenUp = take(queued -> queued.sentOn != channel && queued.deliveries >= MOST_DELIVERIES);
      for (QueuedMessage queued : messages) {
        if (queued.sentOn != channel) {
          queued.sentOn = channel;
          queued.deliveries++;
          channel.publish(topic(queued), queued.message.payload(), () -> acknowledged(queued));
        }
      }
    }
    givenUp.forEach(queued -> queued.outcome.complete(MessageOutcome.DELIVERY_COUNT_EXCEEDED));
  }

  private void acknowledged(QueuedMessage queued) {
    end(one -> one == queued, MessageOutcome.COMPLETED);
  }

  /** Drops expired messages. */
  void expire(Instant now) {
    end(queued -> !queued.expiry.isAfter(now), MessageOutcome.EXPIRED);
  }

  /** Drops all messages; returns their number. */
  int purge() {
    return end(queued -> true, MessageOutcome.PURGED);
  }

  private int end(Predicate<QueuedMessage> which, MessageOutcome outcome) {
    List<QueuedMessage> ended;
    synchronized (this) {
      ended = take(which);
    }
    if (!ended.isEmpty()) {
      changed.run();
    }
    ended.forEach(queued -> queued.outcome.complete(outcome));
    return ended.size();
  }

  /** The caller holds the lock. */
  private List<QueuedMessage> take(Predicate<QueuedMessage> which) {
    List<QueuedMessage> taken = new ArrayList<>();
    for (Iterator<QueuedMessage> all = messages.iterator(); all.hasNext(); ) {
      QueuedMessage queued = all.next();
      if (which.test(queued)) {
        taken.add(queued);
        all.remove();
      }
    }
    owner.waitingMessages(messages.size());
    return taken;
  }

  synchronized List<QueuedMessage> waiting() {
    return List.copyOf(messages);
  }

  /** System properties come first: Microsoft's Java SDK ignores properties before them. */
  private String topic(QueuedMessage queued) {
    Map<String, String> system = new LinkedHashMap<>();
    Map<String, String> others = new LinkedHashMap<>();
    if (!queued.message.id().isEmpty()) {
      system.put("$.mid", queued.message.id());
    }
    system.put("$.to", "/" + String.join("/", owner.clientId().path()) + "/messages/devicebound");
    queued
        .message
        .properties()
        .forEach((name, value) -> (name.startsWith("$.") ? system : others).put(name, value));
    system.putAll(others);
    return ClientTopic.of(owner.clientId(), "messages/devicebound/" + PropertyBag.write(system));
  }
}
