package org.fleetreboot.devicesim.hub.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures on both sides of the hub.
 *
 * <p>A token is good when the key it names signed it, it has not expired, and its resource is this
 * hub, or what is asked for below it. Thread-safe.
 */
public final class AccessControl {
  private static final String BEARER = "Bearer ";

  private final HubHosts hosts;
  private final PolicyKeys keys;
  private final InstantSource clock;

  public AccessControl(HubHosts hosts, PolicyKeys keys, InstantSource clock) {
    this.hosts = hosts;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Whether an {@code Authorization} header opens the service side. Any bearer token does: an Entra
   * ID token is signed by a party that a local hub cannot ask.
   */
  public boolean admitsService(@Nullable String authorization, AccessRight right) {
    if (authorization == null) {
      return false;
    }
    if (authorization.startsWith(BEARER)) {
      return authorization.length() > BEARER.length();
    }
    return SasToken.parse(authorization)
        .filter(token -> hosts.include(hostOf(token.resource())))
        .filter(token -> signedByPolicy(token, right))
        .filter(token -> token.expiry().isAfter(clock.instant()))
        .isPresent();
  }

  /**
   * Whether a password opens a device's connection, and until when.
   *
   * @param deviceKeys the device's own keys; either may have signed
   * @return the instant at which the token expires; empty when it is not good
   */
  public Optional<Instant> admitsDevice(
      String password, String deviceId, List<SharedAccessKey> deviceKeys) {
    return SasToken.parse(password)
        .filter(token -> covers(token.resource(), deviceId))
        .filter(
            token ->
                token.policyName().isPresent()
                    ? signedByPolicy(token, AccessRight.DEVICE_CONNECT)
                    : deviceKeys.stream().anyMatch(token::isSignedBy))
        .map(SasToken::expiry)
        .filter(expiry -> expiry.isAfter(clock.instant()));
  }

  private boolean signedByPolicy(SasToken token, AccessRight right) {
    return token
        .policyName()
        .flatMap(SharedAccessPolicy::named)
        .filter(policy -> policy.grants(right))
        .filter(policy -> token.isSignedBy(keys.of(policy)))
        .isPresent();
  }

  private boolean covers(String resource, String deviceId) {
    int slash = resource.indexOf('/');
    String path = slash < 0 ? "" : resource.substring(slash);
    return hosts.include(hostOf(resource))
        && (path.isEmpty() || path.equals("/devices/" + deviceId));
  }

  private static String hostOf(String resource) {
    int slash = resource.indexOf('/');
    return slash < 0 ? resource : resource.substring(0, slash);
  }
}
