package org.fleetreboot.devicesim.hub.session;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the hub remembers of a device's MQTT session. Subscriptions outlive the connection, because
 * Microsoft's SDKs do not repeat them when they reconnect. Thread-safe.
 */
public final class DeviceSession {
  private final Set<Subscription> subscriptions = EnumSet.noneOf(Subscription.class);
  // In the order of their coming; each leaves by itself, whatever ends it.
  private final Map<Long, CompletableFuture<DeviceChannel>> waiting = new LinkedHashMap<>();
  private long lastTicket;
  private @Nullable DeviceChannel channel;
  private boolean kept;

  /**
   * What a new connection found.
   *
   * @param previous the connection it takes over from, to be closed; null when there was none
   * @param sessionPresent whether subscriptions of an earlier connection are in force
   */
  public record Attached(@Nullable DeviceChannel previous, boolean sessionPresent) {}

  /**
   * Makes a connection the device's only one.
   *
   * @param noted runs before any other connection of the device can come or go
   */
  public Attached attach(DeviceChannel newChannel, boolean cleanSession, Runnable noted) {
    List<CompletableFuture<DeviceChannel>> reached;
    Attached attached;
    synchronized (this) {
      if (cleanSession) {
        subscriptions.clear();
      }
      attached = new Attached(channel, kept && !cleanSession);
      kept = !cleanSession;
      channel = newChannel;
      noted.run();
      reached = takeWaiting();
    }
    reached.forEach(future -> future.complete(newChannel));
    return attached;
  }

  /**
   * Forgets a connection; false when another one took over before.
   *
   * @param noted runs when it was forgotten, before any other connection can come
   */
  public synchronized boolean detach(DeviceChannel oldChannel, Runnable noted) {
    if (!oldChannel.equals(channel)) {
      return false;
    }
    channel = null;
    noted.run();
    if (!kept) {
      subscriptions.clear();
    }
    return true;
  }

  public void subscribe(Subscription subscription) {
    List<CompletableFuture<DeviceChannel>> reached;
    DeviceChannel current;
    synchronized (this) {
      subscriptions.add(subscription);
      current = channel;
      reached = takeWaiting();
    }
    if (current != null) {
      reached.forEach(future -> future.complete(current));
    }
  }

  /** What is subscribed to now, if it is to outlive the connection. */
  public synchronized Set<Subscription> keptSubscriptions() {
    return kept ? Set.copyOf(subscriptions) : Set.of();
  }

  /** Takes up a session that was kept. */
  public synchronized void restore(Set<Subscription> keptBefore) {
    kept = true;
    subscriptions.addAll(keptBefore);
  }

  public synchronized void unsubscribe(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  /** The connection, when there is one and it has subscribed. */
  public synchronized Optional<DeviceChannel> reachable(Subscription subscription) {
    return subscriptions.contains(subscription) ? Optional.ofNullable(channel) : Optional.empty();
  }

  /** The connection, subscribed or not. */
  public synchronized Optional<DeviceChannel> connected() {
    return Optional.ofNullable(channel);
  }

  /**
   * Completes when the device is connected and listens for methods: at once, or later. The caller
   * gives up by cancelling.
   */
  public synchronized CompletableFuture<DeviceChannel> whenListening() {
    Optional<DeviceChannel> now = reachable(Subscription.METHODS);
    CompletableFuture<DeviceChannel> future = new CompletableFuture<>();
    if (now.isPresent()) {
      future.complete(now.get());
    } else {
      long ticket = ++lastTicket;
      waiting.put(ticket, future);
      future.whenComplete((reached, gaveUp) -> noLongerWaiting(ticket));
    }
    return future;
  }

  private synchronized void noLongerWaiting(long ticket) {
    waiting.remove(ticket);
  }

  private List<CompletableFuture<DeviceChannel>> takeWaiting() {
    if (waiting.isEmpty() || reachable(Subscription.METHODS).isEmpty()) {
      return List.of();
    }
    List<CompletableFuture<DeviceChannel>> taken = List.copyOf(waiting.values());
    waiting.clear();
    return taken;
  }
}
