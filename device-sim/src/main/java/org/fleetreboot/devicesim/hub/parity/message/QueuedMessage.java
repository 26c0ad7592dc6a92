package org.fleetreboot.devicesim.hub.parity.message;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;
import org.jspecify.annotations.Nullable;

/** A message in the queue of its device. Guarded by the queue. */
final class QueuedMessage {
  final CloudMessage message;
  final Instant expiry;
  final CompletableFuture<MessageOutcome> outcome = new CompletableFuture<>();
  int deliveries;
  // The connection on which it was last sent; null if none.
  @Nullable DeviceChannel sentOn;

  QueuedMessage(CloudMessage message, Instant expiry, int deliveries) {
    this.message = message;
    this.expiry = expiry;
    this.deliveries = deliveries;
  }
}
