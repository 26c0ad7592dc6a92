package org.fleetreboot.devicesim.hub.registry;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.jspecify.annotations.Nullable;

/**
 * A device as the hub holds it: identity, twin, and whether it is connected. Thread-safe; reads
 * never wait, writes to one twin wait for each other.
 */
public final class RegisteredDevice {
  private volatile Identity identity;
  private volatile Twin twin;
  private volatile boolean connected;
  private volatile @Nullable Instant connectionChanged;
  private volatile @Nullable Instant lastActivity;

  public RegisteredDevice(Identity identity, Twin twin) {
    this.identity = identity;
    this.twin = twin;
  }

  public String id() {
    return identity.deviceId();
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

  /** Notes that the device came or went. */
  public void connectionChanged(boolean nowConnected, Instant at) {
    connected = nowConnected;
    connectionChanged = at;
    lastActivity = at;
  }

  /** Notes that the device sent something. */
  public void active(Instant at) {
    lastActivity = at;
  }

  synchronized void replaceIdentity(UnaryOperator<Identity> change) {
    identity = change.apply(identity);
  }

  /**
   * Changes the twin; {@code changed} is called with the old and the new state before the next
   * writer gets in, so that what it queues keeps the order of the writes. It must not block.
   */
  public synchronized Twin updateTwin(UnaryOperator<Twin> change, TwinChanged changed) {
    Twin before = twin;
    Twin after = change.apply(before);
    twin = after;
    changed.accept(before, after);
    return after;
  }

  /** Told of each write, in the order of the writes. */
  @FunctionalInterface
  public interface TwinChanged {
    void accept(Twin before, Twin after);
  }
}
