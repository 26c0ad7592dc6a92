package org.fleetreboot.devicesim.hub.registry;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.jspecify.annotations.Nullable;

/**
 * What a device and a module have in common: an identity, a twin, and whether it is connected.
 * Thread-safe; reads never wait, writes to one client wait for each other.
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

  /** The word of the wire for {@link #connected}. */
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

  /** How many cloud-to-device messages are queued for it. */
  public int waitingMessages() {
    return waitingMessages;
  }

  /** Notes how many cloud-to-device messages are queued for it. */
  public void waitingMessages(int now) {
    waitingMessages = now;
  }

  /** Notes that the client came or went. */
  public void connectionChanged(boolean nowConnected, Instant at) {
    connected = nowConnected;
    connectionChanged = at;
    lastActivity = at;
  }

  /** Notes that the client sent something. */
  public void active(Instant at) {
    lastActivity = at;
  }

  /** Changes the identity, or refuses with 404 when the client was removed meanwhile. */
  synchronized void replaceIdentity(UnaryOperator<Identity> change) {
    requireRegistered();
    identity = change.apply(identity);
  }

  /**
   * Removes the client: no write gets in between the check and the removal, and none after it.
   *
   * @param taken takes it out of where it is kept
   */
  synchronized void remove(IfMatch condition, Runnable taken) {
    requireRegistered();
    condition.check(identity.etag());
    removed = true;
    taken.run();
  }

  /**
   * Changes the twin, or refuses with 404 when the client was removed meanwhile; {@code changed} is
   * called with the old and the new state before the next writer gets in, so that what it queues
   * keeps the order of the writes. It must not block.
   */
  public synchronized Twin updateTwin(UnaryOperator<Twin> change, TwinChanged changed) {
    requireRegistered();
    Twin before = twin;
    Twin after = change.apply(before);
    twin = after;
    changed.accept(before, after);
    return after;
  }

  /** A module goes when its device goes. */
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

  /** Told of each write, in the order of the writes. */
  @FunctionalInterface
  public interface TwinChanged {
    void accept(Twin before, Twin after);
  }
}
