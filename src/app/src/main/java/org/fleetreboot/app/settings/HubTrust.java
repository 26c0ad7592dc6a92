package org.fleetreboot.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities that this process trusts for HTTPS: the JDK's, and those of one file.
 * The service SDK accepts no TLS context, so this applies to the whole process. Host names are
 * checked as usual.
 */
public final class HubTrust {
  /** The variable that names a file of certificates in PEM. */
  public static final String VARIABLE = "IOTHUB_CA_FILE";

  private HubTrust() {}

  /** Trusts the file in {@link #VARIABLE}; without it nothing changes. */
  public static void install(ProcessEnvironment environment) {
    environment.variable(VARIABLE).ifPresent(file -> install(environment.resolve(file)));
  }

  /** Trusts the certificates of that file too, for new HTTPS connections. */
  public static void install(Path caFile) {
    HttpsURLConnection.setDefaultSSLSocketFactory(contextWith(caFile).getSocketFactory());
  }

  /** A context that trusts the JDK's authorities and those of the file. */
  public static SSLContext contextWith(Path caFile) {
    return contextWith(caFile, VARIABLE);
  }

  /**
   * A context that trusts the JDK's authorities and those of the file.
   *
   * @param source what names the file, for messages
   */
  static SSLContext contextWith(Path caFile, String source) {
    if (Files.isDirectory(caFile)) {
      throw unreadable(source, caFile, "it is a directory", null);
    }
    try (InputStream pem = Files.newInputStream(caFile)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (X509Certificate authority : authoritiesOf(factory(null))) {
        trusted.setCertificateEntry("jdk-" + trusted.size(), authority);
      }
      int before = trusted.size();
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("file-" + trusted.size(), authority);
      }
      if (trusted.size() == before) {
        throw unreadable(source, caFile, "it contains no certificate", null);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory(trusted).getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw unreadable(source, caFile, "it cannot be read (" + FileErrorText.of(e) + ")", e);
    } catch (GeneralSecurityException e) {
      throw unreadable(source, caFile, "it contains something other than PEM certificates", e);
    }
  }

  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static X509Certificate[] authoritiesOf(TrustManagerFactory factory) {
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static ProgramFailure unreadable(
      String source, Path file, String why, @Nullable Exception cause) {
    String message =
        source
            + " names "
            + file
            + ", but "
            + why
            + "; give a PEM file, or "
            + (source.equals(VARIABLE) ? "unset it." : "remove the setting.");
    return cause == null ? ProgramFailure.setup(message) : ProgramFailure.setup(message, cause);
  }
}
