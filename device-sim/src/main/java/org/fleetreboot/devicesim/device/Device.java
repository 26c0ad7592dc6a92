package org.fleetreboot.devicesim.device;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A device on a hub, as its maker sees it: what happened to it, whatever the hub believes. */
public interface Device {

  DeviceSpec spec();

  /**
   * Done when the device can be called, and has reported its first marker if it is to; at once for
   * a device that stays offline. Failed when the hub will never let it in, cancelled when it is
   * closed first. While the hub cannot be reached the device keeps trying.
   */
  CompletionStage<?> whenUp();

  /** Whether it is connected and subscribed; false while it reboots. */
  boolean isConnected();

  /** Why its last attempt to connect failed; empty when it is connected, or has not tried yet. */
  Optional<Throwable> lastFailure();

  /** How often its reboot method has been called. */
  int calls();

  /** How often it has restarted. */
  int reboots();

  /** The boot marker that the hub accepted last. */
  Optional<String> lastMarker();
}
