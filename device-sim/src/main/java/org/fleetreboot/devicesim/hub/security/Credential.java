package org.fleetreboot.devicesim.hub.security;

import org.jspecify.annotations.Nullable;

/** What a client proves itself with. */
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
   * A client certificate that need not be signed by anybody the hub knows.
   *
   * @param primary SHA-1 or SHA-256 of the certificate in hex, in upper or lower case
   * @param secondary a second certificate that is as good; null when there is none
   */
  record Thumbprints(String primary, @Nullable String secondary) implements Credential {}
}
