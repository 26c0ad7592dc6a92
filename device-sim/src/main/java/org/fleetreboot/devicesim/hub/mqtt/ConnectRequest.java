package org.fleetreboot.devicesim.hub.mqtt;

import java.security.cert.X509Certificate;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.jspecify.annotations.Nullable;

/**
 * What a client presents when it connects.
 *
 * @param password a shared access signature; null when it sent none
 * @param certificate from the TLS handshake; null if it presented none
 */
record ConnectRequest(
    ClientId clientId,
    @Nullable String userName,
    @Nullable String password,
    @Nullable X509Certificate certificate) {
  /** Omits the password. */
  @Override
  public String toString() {
    return "ConnectRequest[" + clientId + " as " + userName + "]";
  }
}
