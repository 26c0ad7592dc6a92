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
 * A client's MQTT session. Subscriptions survive the connection, because Microsoft's SDKs do not
 * subscribe again when they reconnect. Thread-safe.
 */
public final class DeviceSession {
  private final Set<Subscription> subscriptions = EnumSet.noneOf(Subscription.class);
  // In order of arrival; each removes itself when it completes or is cancelled.
  private final Map<Long, CompletableFuture<DeviceChannel>> waiting = new LinkedHashMap<>();
  private long lastTicket;
  private @Nullable DeviceChannel channel;
  private boolean kept;

  /**
   * The result of attaching a connection.
   *
   * @param previous the previous connection, to be closed; null if there was none
   * @param sessionPresent whether the session of an earlier connection is resumed
   */
  public record Attached(@Nullable DeviceChannel previous, boolean sessionPresent) {}

  /**
   * Makes a connection the client's current one.
   *
   * @param noted called before any other connection of the client can attach or detach
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
   * Removes a connection; false if another one has replaced it.
   *
   * @param noted called when it was removed, before any other connection can attach
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

  /** The current subscriptions, if the session is persistent. */
  public synchronized Set<Subscription> keptSubscriptions() {
    return kept ? Set.copyOf(subscriptions) : Set.of();
  }

  /** Restores a stored session. */
  public synchronized void restore(Set<Subscription> keptBefore) {
    kept = true;
    subscriptions.addAll(keptBefore);
  }

  public synchronized void unsubscribe(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  /** The connection, if it exists and has this subscription. */
  public synchronized Optional<DeviceChannel> reachable(Subscription subscription) {
    return subscriptions.contains(subscription) ? Optional.ofNullable(channel) : Optional.empty();
  }

  /** The connection, subscribed or not. */
  public synchronized Optional<DeviceChannel> connected() {
    return Optional.ofNullable(channel);
  }

  /**
   * Completes when the client is connected and subscribed to methods. Cancel it to stop waiting.
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
