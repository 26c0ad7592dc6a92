package org.fleetreboot.devicesim.device;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A device's connection to its hub. Every method is called on the device's own thread, does not
 * block, and may complete its stage on any thread.
 */
public interface DeviceTransport {

  /**
   * Connects and subscribes to methods and twin responses, and retries transient failures.
   *
   * @return done when calls can be received; failed if the hub permanently refuses this device
   */
  CompletionStage<?> connect();

  /** Drops the connection without DISCONNECT; done when it is closed. */
  CompletionStage<?> disconnect();

  /**
   * Merges this patch into the reported properties, once.
   *
   * @return done when the hub accepted it; failed with {@link ReportRefused} if it refused, and
   *     with any other exception if no answer arrived
   */
  CompletionStage<?> report(Map<String, Object> patch);
}
