package org.fleetreboot.example;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** What {@code keytool -importcert} makes of a certificate. */
final class TrustStore {
  private TrustStore() {}

  static Path of(Path certificate, Path directory) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "local-hub", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    Path file = directory.resolve("local-hub.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    return file;
  }
}
