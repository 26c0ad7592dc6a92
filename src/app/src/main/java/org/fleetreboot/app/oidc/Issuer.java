package org.fleetreboot.app.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer publishes: where it signs people in, and its keys. It is asked when it is needed,
 * and for its keys again when a token names another or after some minutes, but not more often than
 * the limit allows. Thread-safe.
 */
final class Issuer {
  /** Whoever waits holds one of the few threads on which all requests are answered. */
  private static final Duration WAITED_FOR_OTHERS = Duration.ofMillis(500);

  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final String name;
  private final Duration betweenFetches;
  private final IssuerConnection web;

  /** Those that may wait for its answer at once. */
  private final Semaphore questions = new Semaphore(4);

  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable OIDCProviderMetadata metadata;
  private volatile @Nullable JWKSource<SecurityContext> keys;
  private @Nullable AuthenticationFailed failure;
  private long failedAt;

  /**
   * @param name as its tokens have it
   * @param betweenFetches for at least how long its keys are not asked for again, whatever tokens
   *     name, nor is it asked anything else soon after it did not answer
   */
  Issuer(String name, Duration betweenFetches, IssuerConnection web) {
    this.web = web;
    this.name = name;
    this.betweenFetches = betweenFetches;
  }

  /**
   * What it says about itself; asked once.
   *
   * @throws AuthenticationFailed if it cannot be asked now
   */
  OIDCProviderMetadata metadata() {
    OIDCProviderMetadata known = metadata;
    return known == null ? firstMetadata() : known;
  }

  /**
   * One request asks, and the others hardly wait for it: an issuer that is away holds up nobody.
   */
  private OIDCProviderMetadata firstMetadata() {
    try {
      if (!asking.tryLock(WAITED_FOR_OTHERS.toMillis(), TimeUnit.MILLISECONDS)) {
        throw unavailable("it has not answered yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the program is ending");
    }
    try {
      OIDCProviderMetadata known = metadata;
      if (known != null) {
        return known;
      }
      if (failure != null && System.nanoTime() - failedAt < betweenFetches.toNanos()) {
        throw failure;
      }
      OIDCProviderMetadata read = fetch();
      metadata = read;
      return read;
    } catch (AuthenticationFailed failed) {
      if (failed != failure) {
        failure = failed;
        failedAt = System.nanoTime();
      }
      throw failed;
    } finally {
      asking.unlock();
    }
  }

  /**
   * Its public keys.
   *
   * @throws AuthenticationFailed if it cannot be asked for them now
   */
  JWKSource<SecurityContext> keys() {
    JWKSource<SecurityContext> known = keys;
    if (known != null) {
      return known;
    }
    URL address = url(metadata().getJWKSetURI());
    synchronized (this) {
      if (keys == null) {
        keys =
            JWKSourceBuilder.create(address, web)
                .cache(JWKSourceBuilder.DEFAULT_CACHE_TIME_TO_LIVE, WAITED_FOR_OTHERS.toMillis())
                .refreshAheadCache(false)
                .outageTolerant(true)
                .retrying(true)
                .rateLimited(betweenFetches.toMillis())
                .build();
      }
      return Objects.requireNonNull(keys);
    }
  }

  /**
   * Its answer to that question.
   *
   * @throws IOException if it cannot be asked now
   */
  HTTPResponse ask(HTTPRequest question) throws IOException {
    if (!questions.tryAcquire()) {
      throw new IOException("many people sign in at this moment");
    }
    try {
      return question.send(web);
    } finally {
      questions.release();
    }
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
