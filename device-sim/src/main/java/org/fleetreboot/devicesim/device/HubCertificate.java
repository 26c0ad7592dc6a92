package org.fleetreboot.devicesim.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Creates TLS contexts that trust a hub's certificate authority in a PEM file. */
public final class HubCertificate {

  private HubCertificate() {}

  /**
   * A TLS context that trusts only the authorities in this file.
   *
   * @throws IllegalArgumentException if the file holds no certificate
   */
  public static SSLContext trusting(Path pemFile) throws IOException {
    try (InputStream pem = Files.newInputStream(pemFile)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("authority-" + trusted.size(), authority);
      }
      if (trusted.size() == 0) {
        throw new IllegalArgumentException(pemFile + " holds no certificate in PEM form");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(pemFile + " holds no usable certificate", e);
    }
  }
}
