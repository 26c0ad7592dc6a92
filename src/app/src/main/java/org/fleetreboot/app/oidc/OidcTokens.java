package org.fleetreboot.app.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.workflow.Proof;
import org.fleetreboot.workflow.Requester;

/**
 * JSON Web Tokens of one issuer: signed by one of its keys, for this program, and not over. A
 * person is named by the claim that never changes and that no two people share, with Entra ID
 * {@code oid}; a user name can be given to somebody else. Thread-safe.
 */
final class OidcTokens implements Authentication {
  /** Those with a public and a private key: with one key for both, whoever checks could sign. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** By which the clocks of issuer and program may differ. */
  private static final int SKEW_SECONDS = 60;

  private final OidcSettings settings;
  private final Issuer issuer;
  private final InstantSource clock;

  OidcTokens(OidcSettings settings, Issuer issuer, InstantSource clock) {
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  @Override
  public Optional<Caller> of(String token) {
    return token.chars().filter(c -> c == '.').count() == 2
        ? Optional.of(caller(verified(token, settings.audience())))
        : Optional.empty();
  }

  @Override
  public Optional<Caller> still(Caller caller) {
    return Optional.of(caller)
        .filter(known -> known.requester().proof() == Proof.OPENID_CONNECT)
        .filter(known -> settings.issuer().equals(known.requester().issuer()))
        .filter(known -> !known.isOver(clock.instant()));
  }

  /**
   * Whom the issuer has just signed in.
   *
   * @param nonce what the program asked it with
   * @throws AuthenticationFailed if the token is not the answer to that
   */
  Caller signedIn(String idToken, String nonce) {
    JWTClaimsSet claims = verified(idToken, settings.client());
    if (!nonce.equals(claims.getClaim("nonce"))) {
      throw new AuthenticationFailed("The issuer answered another question: sign in again.");
    }
    return caller(claims);
  }

  private JWTClaimsSet verified(String token, String audience) {
    try {
      // Neither one without a signature nor an encrypted one is parsed.
      return processor(audience).process(SignedJWT.parse(token), null);
    } catch (KeySourceException e) {
      throw new AuthenticationFailed(
          "The issuer %s cannot be asked for its keys (%s): try again in half a minute."
              .formatted(settings.issuer(), e.getMessage()));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new AuthenticationFailed(
          "The token of %s is refused (%s): get another."
              .formatted(settings.issuer(), e.getMessage()));
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor(String audience) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, issuer.keys()));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("exp", settings.person())) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew(SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }

  private Caller caller(JWTClaimsSet claims) {
    try {
      String person = claims.getStringClaim(settings.person());
      if (person == null || person.isBlank() || !person.chars().allMatch(c -> c > 32 && c < 127)) {
        throw new AuthenticationFailed(
            "The claim %s of the token names nobody.".formatted(settings.person()));
      }
      Instant until = claims.getExpirationTime().toInstant();
      return new Caller(
          Requester.openIdConnect(person, settings.issuer()), roles(claims), "", until);
    } catch (ParseException e) {
      throw new AuthenticationFailed(
          "The claim %s of the token is no text.".formatted(settings.person()));
    }
  }

  /** Those that we know; others are of other programs. */
  private Set<Role> roles(JWTClaimsSet claims) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Object claim = claims.getClaim(settings.roles());
    List<?> words =
        claim instanceof List<?> list ? list : claim == null ? List.of() : List.of(claim);
    words.stream()
        .filter(Objects::nonNull)
        .flatMap(word -> Role.of(word.toString().toLowerCase(Locale.ROOT)).stream())
        .forEach(roles::add);
    return roles;
  }
}
