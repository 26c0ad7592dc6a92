package org.fleetreboot.devicesim.hub.security;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Lets a client show any certificate. The handshake proves that it has the key; whether the
 * certificate is that of the device is decided at CONNECT, by its thumbprint. Such certificates are
 * signed by themselves, so there is no authority to ask.
 */
public final class AcceptAnyClientCertificate implements X509TrustManager {
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    // See above.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw new IllegalStateException("The hub is a server, and asks no other one");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
