package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** Does the work of a job to one device. Nothing in it blocks. */
interface DeviceOperation {
  /** Completes when the device can be worked on; cancelled by whoever waits no longer. */
  CompletableFuture<?> whenReady(ClientId device);

  /**
   * Does the work once.
   *
   * @return the device's answer, or JSON null; fails with a refusal
   */
  CompletableFuture<JsonNode> run(ClientId device);
}
