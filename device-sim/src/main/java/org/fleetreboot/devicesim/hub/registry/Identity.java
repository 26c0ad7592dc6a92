package org.fleetreboot.devicesim.hub.registry;

import java.time.Instant;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.jspecify.annotations.Nullable;

/**
 * A device or module in the registry. Immutable.
 *
 * @param generationId told apart from one of the same id that was deleted
 * @param etag without quotes; changes with every update
 * @param enabled a disabled device cannot connect, nor can its modules
 * @param statusReason free text of the operator
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

  /** The word of the wire for {@code enabled}. */
  public String status() {
    return enabled ? "enabled" : "disabled";
  }
}
