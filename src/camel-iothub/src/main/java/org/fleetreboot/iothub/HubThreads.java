package org.fleetreboot.iothub;

import java.util.concurrent.ExecutorService;
import org.fleetreboot.iothub.sdk.BoundedExecutor;

/**
 * The threads of one hub, so that a slow hub holds up no other.
 *
 * @param calls for direct methods, which may last minutes
 * @param reads for all other requests
 * @param workers continue routes after an answer, so that they hold no slot
 */
record HubThreads(BoundedExecutor calls, BoundedExecutor reads, ExecutorService workers) {

  /** Crash-only: running requests end, waiting ones never complete. */
  void close() {
    calls.close();
    reads.close();
  }
}
