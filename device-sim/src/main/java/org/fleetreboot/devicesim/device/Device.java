package org.fleetreboot.devicesim.device;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A simulated device and its actual state, independent of the hub's view. */
public interface Device {

  DeviceSpec spec();

  /**
   * Completes when the device can be called and has reported its first marker, if it should; at
   * once for a device that stays offline. Fails if the hub permanently refuses the device, and is
   * cancelled if it is closed first. The device keeps trying while the hub is unreachable.
   */
  CompletionStage<?> whenUp();

  /** Whether it is connected and subscribed; false while it reboots. */
  boolean isConnected();

  /** Why its last connection attempt failed; empty if it is connected, or has not tried yet. */
  Optional<Throwable> lastFailure();

  /** The number of reboot calls. */
  int calls();

  /** The number of restarts. */
  int reboots();

  /** The last boot marker that the hub accepted. */
  Optional<String> lastMarker();
}
