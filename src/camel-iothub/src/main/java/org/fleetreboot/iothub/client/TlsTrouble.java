package org.fleetreboot.iothub.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Why a TLS connection failed. */
public enum TlsTrouble {
  expired("its certificate has expired"),
  notYetValid("its certificate is not valid yet"),
  otherName("its certificate is for another host name"),
  untrusted("its certificate was issued by an authority that this machine does not trust"),
  handshake("the TLS handshake failed"),
  noTls("the server does not speak TLS");

  private final String meaning;

  TlsTrouble(String meaning) {
    this.meaning = meaning;
  }

  /** A clause for people, about the host. */
  public String meaning() {
    return meaning;
  }

  /** The TLS problem behind a failure, by the types of its causes; empty for any other failure. */
  public static Optional<TlsTrouble> of(Throwable failure) {
    TlsTrouble found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      TlsTrouble named = named(cause);
      // The deepest cause is the most precise.
      found = named == null ? found : named;
      if (cause.getCause() == cause) {
        break;
      }
    }
    return Optional.ofNullable(found);
  }

  private static @Nullable TlsTrouble named(Throwable cause) {
    if (cause instanceof CertificateExpiredException) {
      return expired;
    }
    if (cause instanceof CertificateNotYetValidException) {
      return notYetValid;
    }
    if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
      return untrusted;
    }
    if (cause instanceof SSLPeerUnverifiedException
        || cause.getClass() == CertificateException.class) {
      return otherName;
    }
    if (cause instanceof SSLHandshakeException) {
      return handshake;
    }
    return cause instanceof SSLException ? noTls : null;
  }
}
