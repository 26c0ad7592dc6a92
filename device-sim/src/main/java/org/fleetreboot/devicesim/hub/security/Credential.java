package org.fleetreboot.devicesim.hub.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A client's means of authentication. */
public sealed interface Credential {
  /** Either key may sign. */
  record SymmetricKeys(SharedAccessKey primary, SharedAccessKey secondary) implements Credential {
    /** New keys. */
    public static SymmetricKeys random() {
      return new SymmetricKeys(SharedAccessKey.random(), SharedAccessKey.random());
    }

    boolean signed(SasToken token) {
      return token.isSignedBy(primary) || token.isSignedBy(secondary);
    }
  }

  /**
   * A self-signed client certificate.
   *
   * @param primary SHA-1 or SHA-256 of the certificate in hex, in upper or lower case
   * @param secondary a second accepted certificate; null if there is none
   */
  record Thumbprints(String primary, @Nullable String secondary) implements Credential {
    boolean match(X509Certificate certificate) {
      return is(certificate, primary) || (secondary != null && is(certificate, secondary));
    }

    private static boolean is(X509Certificate certificate, String thumbprint) {
      return thumbprint.equalsIgnoreCase(digest(certificate, "SHA-1"))
          || thumbprint.equalsIgnoreCase(digest(certificate, "SHA-256"));
    }

    private static String digest(X509Certificate certificate, String algorithm) {
      try {
        return HexFormat.of()
            .formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(
            "Cannot compute the thumbprint of a certificate with " + algorithm, e);
      }
    }
  }
}
