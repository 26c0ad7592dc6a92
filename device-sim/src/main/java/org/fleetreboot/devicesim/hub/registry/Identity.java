package org.fleetreboot.devicesim.hub.registry;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.jspecify.annotations.Nullable;

/**
 * A device in the registry. Immutable.
 *
 * @param generationId told apart from a device of the same id that was deleted
 * @param etag without quotes; changes with every update
 * @param enabled a disabled device cannot connect
 * @param statusReason free text of the operator
 * @param statusUpdated when {@code enabled} last changed; null means never
 */
public record Identity(
    String deviceId,
    String generationId,
    String etag,
    boolean enabled,
    @Nullable String statusReason,
    @Nullable Instant statusUpdated,
    SharedAccessKey primaryKey,
    SharedAccessKey secondaryKey) {

  public List<SharedAccessKey> keys() {
    return List.of(primaryKey, secondaryKey);
  }

  /** The word of the wire for {@code enabled}. */
  public String status() {
    return enabled ? "enabled" : "disabled";
  }
}
