package org.fleetreboot.app.http;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server proves with that it is this program: a certificate and its key. Thread-safe. */
public final class ServerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
  private static final Setting<String> CERTIFICATE = Setting.API_TLS_CERTIFICATE;
  private static final Setting<String> KEY = Setting.API_TLS_KEY;

  /** Camel wants one; the store is never outside this process. */
  private static final String PASSWORD = "in memory";

  private final List<X509Certificate> chain;
  private final KeyStore store;

  private ServerCertificate(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    this.chain = List.copyOf(chain);
    this.store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(new X509Certificate[0]));
  }

  /**
   * The one that the settings name; empty if they name none.
   *
   * @throws ProgramFailure if a file is missing, unreadable, or does not go with the other
   */
  public static Optional<ServerCertificate> read(
      Settings settings, ProcessEnvironment environment) {
    Optional<Path> certificate = settings.text(CERTIFICATE.key()).map(environment::resolve);
    Optional<Path> key = settings.text(KEY.key()).map(environment::resolve);
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    Path chainFile = certificate.orElseThrow(() -> alone(KEY, CERTIFICATE));
    Path keyFile = key.orElseThrow(() -> alone(CERTIFICATE, KEY));
    List<X509Certificate> chain = chain(chainFile);
    try {
      PrivateKey read = key(keyFile);
      requirePair(chain.get(0), read, chainFile, keyFile);
      tellIfOver(chain.get(0), chainFile, environment.clock().instant());
      return Optional.of(new ServerCertificate(chain, read));
    } catch (IOException e) {
      throw unreadable(KEY, keyFile, "it cannot be read (" + FileErrorText.of(e) + ")");
    } catch (GeneralSecurityException e) {
      throw unreadable(KEY, keyFile, "its key cannot be used (" + e.getMessage() + ")");
    }
  }

  private static ProgramFailure alone(Setting<String> set, Setting<String> missing) {
    return ProgramFailure.setup(
        "%s is set without %s: set both, or neither.".formatted(set.key(), missing.key()));
  }

  private static List<X509Certificate> chain(Path file) {
    List<X509Certificate> chain = new ArrayList<>();
    try (PEMParser pem = new PEMParser(Files.newBufferedReader(file))) {
      for (Object read = pem.readObject(); read != null; read = pem.readObject()) {
        if (read instanceof X509CertificateHolder holder) {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (PEMException | GeneralSecurityException e) {
      throw unreadable(CERTIFICATE, file, "it contains something other than PEM certificates");
    } catch (IOException e) {
      throw unreadable(CERTIFICATE, file, "it cannot be read (" + FileErrorText.of(e) + ")");
    }
    if (chain.isEmpty()) {
      throw unreadable(CERTIFICATE, file, "it contains no certificate");
    }
    return chain;
  }

  private static PrivateKey key(Path file) throws IOException {
    if (Files.exists(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      throw unreadable(KEY, file, "every user may read it; take that away with chmod o-r");
    }
    try (Reader text = Files.newBufferedReader(file);
        PEMParser pem = new PEMParser(text)) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      for (Object read = pem.readObject(); read != null; read = pem.readObject()) {
        if (read instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
        if (read instanceof PEMKeyPair pair) {
          return converter.getKeyPair(pair).getPrivate();
        }
      }
    } catch (PEMException e) {
      throw unreadable(KEY, file, "it contains something other than PEM");
    }
    throw unreadable(KEY, file, "it contains no key without a password");
  }

  private static void requirePair(
      X509Certificate certificate, PrivateKey key, Path chainFile, Path keyFile)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC", "ECDSA" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] text = {1};
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(text);
    byte[] signature = signer.sign();
    boolean isPair;
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate);
      verifier.update(text);
      isPair = verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      isPair = false;
    }
    if (!isPair) {
      throw unreadable(
          KEY, keyFile, "its key is not that of the first certificate in " + chainFile);
    }
  }

  /** The program goes on: devices do not depend on it. */
  private static void tellIfOver(X509Certificate certificate, Path file, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    if (!now.isBefore(end)) {
      LOG.warn(
          "The certificate in {} ended at {}, so browsers refuse it: replace it, then start again.",
          file,
          end);
    }
  }

  private static ProgramFailure unreadable(Setting<String> setting, Path file, String why) {
    return ProgramFailure.setup(
        "%s is %s, but %s: write a file in PEM.".formatted(setting.key(), file, why));
  }

  /** The first of the chain, which names this program. */
  X509Certificate certificate() {
    return chain.get(0);
  }

  /** As Camel wants it. */
  SSLContextParameters parameters() {
    KeyStoreParameters keys = new KeyStoreParameters();
    keys.setKeyStore(store);
    keys.setPassword(PASSWORD);
    KeyManagersParameters managers = new KeyManagersParameters();
    managers.setKeyStore(keys);
    managers.setKeyPassword(PASSWORD);
    // Camel's Vert.x fails without one, although no client is asked for a certificate.
    TrustManagersParameters trust = new TrustManagersParameters();
    trust.setKeyStore(keys);
    SSLContextParameters parameters = new SSLContextParameters();
    parameters.setKeyManagers(managers);
    parameters.setTrustManagers(trust);
    return parameters;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ServerCertificate[" + certificate().getSubjectX500Principal() + "]";
  }
}
