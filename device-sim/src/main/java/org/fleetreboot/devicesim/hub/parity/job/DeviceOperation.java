package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** Performs a job's action on one device. Never blocks. */
interface DeviceOperation {
  /** Completes when the device is ready; cancel it to stop waiting. */
  CompletableFuture<?> whenReady(ClientId device);

  /**
   * Performs the action once.
   *
   * @return the device's answer, or JSON null; fails with a refusal
   */
  CompletableFuture<JsonNode> run(ClientId device);
}
