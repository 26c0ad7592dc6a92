package org.fleetreboot.app.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.fleetreboot.devicesim.hub.security.CertificateAuthority;
import org.fleetreboot.devicesim.hub.security.ServerCertificate;

/**
 * A certificate of a server on 127.0.0.2, which the program does not listen on, and its key, in
 * files.
 *
 * @param authority signed it
 */
public record TlsFiles(Path certificate, Path key, X509Certificate authority) {

  /** A fresh one for that host name, in a directory. */
  public static TlsFiles of(Path directory, String name) {
    CertificateAuthority authority = CertificateAuthority.create("test");
    ServerCertificate issued = authority.issue("127.0.0.2", List.of(name));
    try {
      Files.createDirectories(directory);
      StringBuilder chain = new StringBuilder();
      for (X509Certificate certificate : issued.chain()) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      Path certificate = Files.writeString(directory.resolve("server.pem"), chain);
      Path key =
          Files.writeString(
              directory.resolve("server.key"), pem("PRIVATE KEY", issued.key().getEncoded()));
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      return new TlsFiles(certificate, key, authority.certificate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
  }

  /** For clients that trust the authority. */
  public SSLContext trusted() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("authority", authority);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
