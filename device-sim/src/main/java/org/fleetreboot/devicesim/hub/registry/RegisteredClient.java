package org.fleetreboot.devicesim.hub.registry;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.jspecify.annotations.Nullable;

/**
 * What devices and modules have in common: an identity, a twin, and a connection state.
 * Thread-safe; reads never block, writes to one client are serialized.
 */
public class RegisteredClient {
  private final ClientId id;
  private volatile Identity identity;
  private volatile Twin twin;
  private volatile boolean connected;
  private volatile @Nullable Instant connectionChanged;
  private volatile @Nullable Instant lastActivity;
  private volatile int waitingMessages;
  private boolean removed;

  public RegisteredClient(Identity identity, Twin twin) {
    this.id = identity.id();
    this.identity = identity;
    this.twin = twin;
  }

  public ClientId clientId() {
    return id;
  }

  public Identity identity() {
    return identity;
  }

  public Twin twin() {
    return twin;
  }

  public boolean connected() {
    return connected;
  }

  /** The wire name of {@link #connected}. */
  public String connectionState() {
    return connected ? "Connected" : "Disconnected";
  }

  /** Null means never. */
  public @Nullable Instant connectionChanged() {
    return connectionChanged;
  }

  /** Null means never. */
  public @Nullable Instant lastActivity() {
    return lastActivity;
  }

  /** The number of cloud-to-device messages queued for it. */
  public int waitingMessages() {
    return waitingMessages;
  }

  /** Sets the number of cloud-to-device messages queued for it. */
  public void waitingMessages(int now) {
    waitingMessages = now;
  }

  /** Records that the client connected or disconnected. */
  public void connectionChanged(boolean nowConnected, Instant at) {
    connected = nowConnected;
    connectionChanged = at;
    lastActivity = at;
  }

  /** Records that the client sent something. */
  public void active(Instant at) {
    lastActivity = at;
  }

  /** Changes the identity, or refuses with 404 if the client has been removed. */
  synchronized void replaceIdentity(UnaryOperator<Identity> change) {
    requireRegistered();
    identity = change.apply(identity);
  }

  /**
   * Removes the client atomically: no write happens between the check and the removal, or later.
   *
   * @param taken removes it from its collection
   */
  synchronized void remove(IfMatch condition, Runnable taken) {
    requireRegistered();
    condition.check(identity.etag());
    removed = true;
    taken.run();
  }

  /**
   * Changes the twin, or refuses with 404 if the client has been removed. {@code changed} is called
   * with the old and the new state before the next write, so that what it queues is in the order of
   * the writes. It must not block.
   */
  public synchronized Twin updateTwin(UnaryOperator<Twin> change, TwinChanged changed) {
    requireRegistered();
    Twin before = twin;
    Twin after = change.apply(before);
    twin = after;
    changed.accept(before, after);
    return after;
  }

  /** A module is removed with its device. */
  synchronized void removedWithItsDevice() {
    removed = true;
  }

  /** Refuses with 404 when the client was removed. The caller holds its lock. */
  final void requireRegistered() {
    if (removed) {
      throw HubRefusal.registry(
          id.module() == null ? HubError.DEVICE_NOT_FOUND : HubError.MODULE_NOT_FOUND,
          id.toString());
    }
  }

  /** Called for each write, in order. */
  @FunctionalInterface
  public interface TwinChanged {
    void accept(Twin before, Twin after);
  }
}
