package org.fleetreboot.devicesim.hub.registry;

import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.Credential.SymmetricKeys;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it writes an identity.
 *
 * @param primaryKey null for the one that is there, or else one made by the hub
 * @param secondaryKey null for the one that is there, or else one made by the hub
 */
public record WantedIdentity(
    boolean enabled,
    @Nullable String statusReason,
    @Nullable SharedAccessKey primaryKey,
    @Nullable SharedAccessKey secondaryKey) {
  /** Enabled, with keys made by the hub. */
  public static final WantedIdentity DEFAULT = new WantedIdentity(true, null, null, null);

  Credential credentialInPlaceOf(Credential old) {
    SymmetricKeys keys = old instanceof SymmetricKeys known ? known : SymmetricKeys.random();
    return new SymmetricKeys(
        primaryKey == null ? keys.primary() : primaryKey,
        secondaryKey == null ? keys.secondary() : secondaryKey);
  }
}
