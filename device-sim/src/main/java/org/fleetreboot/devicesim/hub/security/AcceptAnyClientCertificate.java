package org.fleetreboot.devicesim.hub.security;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Accepts any client certificate. The handshake proves possession of the key; CONNECT compares the
 * thumbprint. Such certificates are self-signed, so there is no authority to check.
 */
public final class AcceptAnyClientCertificate implements X509TrustManager {
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    // See above.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw new IllegalStateException("The hub is a server and connects to no other");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
