package org.fleetreboot.devicesim.hub.registry;

import org.fleetreboot.devicesim.hub.security.Credential;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it writes an identity. It is the whole identity: what it leaves out
 * does not stay as it was.
 *
 * @param enabled always true for a module
 * @param statusReason free text; null for none
 * @param credential null for new keys made by the hub
 */
public record IdentityRequest(
    boolean enabled, @Nullable String statusReason, @Nullable Credential credential) {
  /** Enabled, with keys made by the hub. */
  public static final IdentityRequest DEFAULT = new IdentityRequest(true, null, null);

  Credential credentialOrNewKeys() {
    return credential == null ? Credential.SymmetricKeys.random() : credential;
  }
}
