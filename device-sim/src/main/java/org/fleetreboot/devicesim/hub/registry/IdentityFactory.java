package org.fleetreboot.devicesim.hub.registry;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** Creates identities: the first version of each, and later ones. Thread-safe. */
final class IdentityFactory {
  private final AtomicLong generations = new AtomicLong();
  private final InstantSource clock;

  IdentityFactory(InstantSource clock) {
    this.clock = clock;
  }

  Identity first(ClientId id, IdentityRequest wanted) {
    String generation =
        Long.toString(clock.millis()) + String.format("%06d", generations.incrementAndGet());
    return new Identity(
        id,
        generation,
        newEtag(),
        wanted.enabled(),
        wanted.statusReason(),
        null,
        wanted.credentialOrNewKeys());
  }

  Identity next(Identity old, IdentityRequest wanted) {
    return new Identity(
        old.id(),
        old.generationId(),
        newEtag(),
        wanted.enabled(),
        wanted.statusReason(),
        wanted.enabled() == old.enabled() ? old.statusUpdated() : clock.instant(),
        wanted.credentialOrNewKeys());
  }

  private static String newEtag() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
