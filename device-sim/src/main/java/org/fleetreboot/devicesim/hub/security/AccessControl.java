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
 * Verifies signatures of services and devices, as in "Control access to IoT Hub by using shared
 * access signatures".
 *
 * <p>A token is valid if it is signed with the key it names, has not expired, and its resource is
 * this hub or, segment by segment, a prefix of the requested path. Thread-safe.
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
   * @param entraId whether to accept any bearer token: a local hub cannot verify tokens of Entra ID
   */
  public AccessControl(
      HubHostNames hosts, SharedAccessPolicies policies, boolean entraId, InstantSource clock) {
    this.hosts = hosts;
    this.policies = policies;
    this.entraId = entraId;
    this.clock = clock;
  }

  /**
   * Whether an {@code Authorization} header grants access to a path of the REST API.
   *
   * @param path the requested segments
   * @param rights all required rights
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
   * Whether a password authenticates a client, and until when.
   *
   * @param credential the client's own
   * @return when the token expires; empty if it is invalid
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
   * Whether a certificate authenticates a client. The TLS handshake has verified its key.
   *
   * @return when the certificate expires; empty if it is invalid
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
        && PathSegments.startsWith(scope, path.subList(0, scope.size()));
  }
}
