package org.fleetreboot.devicesim.hub.security;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.identity.PathSegments;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures on both sides of the hub, as "Control access to IoT Hub by using shared access
 * signatures" says.
 *
 * <p>A token is good when the key it names signed it, it has not expired, and its resource is this
 * hub or, segment by segment, the beginning of the path that is asked for. Thread-safe.
 */
public final class AccessControl {
  private static final String BEARER = "Bearer ";

  private final HubHostNames hosts;
  private final SharedAccessPolicies policies;
  private final boolean entraId;
  private final InstantSource clock;

  /**
   * Access to one hub.
   *
   * @param entraId whether any bearer token opens the service side: a token of Entra ID is signed
   *     by a party that a local hub cannot ask
   */
  public AccessControl(
      HubHostNames hosts, SharedAccessPolicies policies, boolean entraId, InstantSource clock) {
    this.hosts = hosts;
    this.policies = policies;
    this.entraId = entraId;
    this.clock = clock;
  }

  /**
   * Whether an {@code Authorization} header opens a path of the service side.
   *
   * @param path the segments that are asked for
   * @param rights all that are needed
   */
  public boolean admitsService(
      @Nullable String authorization, List<String> path, Set<AccessRight> rights) {
    if (authorization == null) {
      return false;
    }
    if (authorization.startsWith(BEARER)) {
      return entraId && authorization.length() > BEARER.length();
    }
    return SasToken.parse(authorization)
        .filter(token -> covers(token, path))
        .filter(token -> signedByPolicy(token, rights))
        .filter(token -> token.expiry().isAfter(clock.instant()))
        .isPresent();
  }

  /**
   * Whether a password opens a client's connection, and until when.
   *
   * @param credential the client's own
   * @return the instant at which the token expires; empty when it is not good
   */
  public Optional<Instant> admitsClient(String password, ClientId client, Credential credential) {
    return SasToken.parse(password)
        .filter(token -> covers(token, client.path()))
        .filter(
            token ->
                token.policyName().isPresent()
                    ? signedByPolicy(token, Set.of(AccessRight.DEVICE_CONNECT))
                    : credential instanceof Credential.SymmetricKeys keys && keys.signed(token))
        .map(SasToken::expiry)
        .filter(expiry -> expiry.isAfter(clock.instant()));
  }

  /**
   * Whether a certificate, whose key the TLS handshake has proved, opens a client's connection.
   *
   * @return the instant at which the certificate expires; empty when it is not good
   */
  public Optional<Instant> admitsClient(
      X509Certificate certificate, Credential.Thumbprints wanted) {
    Instant now = clock.instant();
    return wanted.match(certificate) && !certificate.getNotBefore().toInstant().isAfter(now)
        ? Optional.of(certificate.getNotAfter().toInstant()).filter(end -> end.isAfter(now))
        : Optional.empty();
  }

  private boolean signedByPolicy(SasToken token, Set<AccessRight> rights) {
    return token
        .policyName()
        .flatMap(policies::find)
        .filter(policy -> policy.rights().containsAll(rights))
        .filter(policy -> policy.keys().signed(token))
        .isPresent();
  }

  private boolean covers(SasToken token, List<String> path) {
    List<String> scope = token.path();
    return hosts.include(token.host())
        && scope.size() <= path.size()
        && PathSegments.begin(scope, path.subList(0, scope.size()));
  }
}
