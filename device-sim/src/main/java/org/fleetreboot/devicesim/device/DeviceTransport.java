package org.fleetreboot.devicesim.device;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What a script can do to a device. Every method is called on the device's own thread, returns at
 * once, and may complete its stage on any thread.
 */
interface DeviceTransport {

  /**
   * Connects and subscribes to methods and twin, trying again for as long as that can help.
   *
   * @return done when calls can come in; failed when the hub will never let this device in
   */
  CompletionStage<?> connect();

  /** Drops the connection at once; done when the hub can see it. */
  CompletionStage<?> disconnect();

  /**
   * Merges this patch into the reported properties, once.
   *
   * @return done when the hub accepted it; failed with {@link ReportRefused} when it said no, with
   *     anything else when its answer did not arrive
   */
  CompletionStage<?> report(Map<String, Object> patch);
}
