package org.fleetreboot.app.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer publishes: where it signs people in, and its keys. It is asked when it is needed,
 * and for its keys again when a token names another or after some minutes, but not more often than
 * the limit allows. Of the certificate authorities, those of the JDK are trusted. Thread-safe.
 */
final class Issuer {
  static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

  /** A dozen keys with their certificates are a tenth of it. */
  private static final int MOST_BYTES = 256 * 1024;

  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final String name;
  private final Duration betweenFetches;
  private final ResourceRetriever web =
      new DefaultResourceRetriever(
          (int) ANSWERED_WITHIN.toMillis(),
          (int) ANSWERED_WITHIN.toMillis(),
          MOST_BYTES,
          true,
          authorities());
  private @Nullable OIDCProviderMetadata metadata;
  private @Nullable JWKSource<SecurityContext> keys;

  /**
   * @param name as its tokens have it
   * @param betweenFetches for at least how long its keys are not asked for again, whatever tokens
   *     name
   */
  Issuer(String name, Duration betweenFetches) {
    this.name = name;
    this.betweenFetches = betweenFetches;
  }

  /** Not those that this process trusts besides, for a local hub. */
  static SSLSocketFactory authorities() {
    try {
      return SSLContext.getDefault().getSocketFactory();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What it says about itself; asked once.
   *
   * @throws AuthenticationFailed if it cannot be asked now
   */
  synchronized OIDCProviderMetadata metadata() {
    if (metadata == null) {
      metadata = fetch();
    }
    return metadata;
  }

  /**
   * Its public keys.
   *
   * @throws AuthenticationFailed if it cannot be asked for them now
   */
  synchronized JWKSource<SecurityContext> keys() {
    if (keys == null) {
      keys =
          JWKSourceBuilder.create(url(metadata().getJWKSetURI()), web)
              .refreshAheadCache(false)
              .outageTolerant(true)
              .retrying(true)
              .rateLimited(betweenFetches.toMillis())
              .build();
    }
    return keys;
  }

  private OIDCProviderMetadata fetch() {
    try {
      String address = name.replaceFirst("/$", "") + DISCOVERY;
      OIDCProviderMetadata read =
          OIDCProviderMetadata.parse(web.retrieveResource(url(URI.create(address))).getContent());
      if (!name.equals(read.getIssuer().getValue())) {
        throw unavailable("it calls itself " + read.getIssuer().getValue());
      }
      return read;
    } catch (IOException | ParseException e) {
      throw unavailable(String.valueOf(e.getMessage()));
    }
  }

  private URL url(@Nullable URI address) {
    if (address == null || !OidcSettings.isSafe(address.toString())) {
      throw unavailable("it names an address without TLS: " + address);
    }
    try {
      return address.toURL();
    } catch (IOException e) {
      throw unavailable(String.valueOf(e.getMessage()));
    }
  }

  private AuthenticationFailed unavailable(String why) {
    return new AuthenticationFailed(
        "The issuer %s cannot be asked (%s): try again soon.".formatted(name, why));
  }
}
