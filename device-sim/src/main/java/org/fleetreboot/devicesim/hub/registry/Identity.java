package org.fleetreboot.devicesim.hub.registry;

import java.time.Instant;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.jspecify.annotations.Nullable;

/**
 * A device or module in the registry. Immutable.
 *
 * @param generationId distinguishes it from a deleted one with the same id
 * @param etag without quotes; changes with every update
 * @param enabled a disabled device and its modules cannot connect
 * @param statusReason the operator's free text
 * @param statusUpdated when {@code enabled} last changed; null means never
 */
public record Identity(
    ClientId id,
    String generationId,
    String etag,
    boolean enabled,
    @Nullable String statusReason,
    @Nullable Instant statusUpdated,
    Credential credential) {

  /** The wire name of {@code enabled}. */
  public String status() {
    return enabled ? "enabled" : "disabled";
  }
}
