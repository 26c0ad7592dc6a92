package org.fleetreboot.app.http;

import java.util.List;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.oidc.OpenIdConnect;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;

/**
 * Who can reach the program's server, and by which name.
 *
 * @param names by which it may be asked for
 * @param publicName by which people ask for it; empty for its address
 * @param certificate empty for HTTP without TLS
 * @param issuer signs people in; empty for none
 */
public record WebServerSettings(
    ListenAddress address,
    HostNames names,
    Optional<String> publicName,
    Optional<ServerCertificate> certificate,
    Optional<OpenIdConnect> issuer) {

  /**
   * Those that are set.
   *
   * @throws ProgramFailure if others could reach it without TLS, or could not sign in
   */
  public static WebServerSettings read(Settings settings, ProcessEnvironment environment) {
    ListenAddress address =
        ListenAddress.of(settings, Setting.API_HOST, settings.get(Setting.API_PORT));
    Optional<ServerCertificate> certificate = ServerCertificate.read(settings, environment);
    if (!address.isLoopback() && certificate.isEmpty()) {
      throw ProgramFailure.setup(
          "%s, which other machines can reach, but there is no certificate: set %s and %s to files in PEM, or %s to %s."
              .formatted(
                  address,
                  Setting.API_TLS_CERTIFICATE.key(),
                  Setting.API_TLS_KEY.key(),
                  Setting.API_HOST.key(),
                  Setting.API_HOST.defaultValue()));
    }
    Optional<OpenIdConnect> issuer = OpenIdConnect.read(settings, environment);
    if (!address.isLoopback() && issuer.isEmpty() && settings.get(Setting.API_TOKENS).isEmpty()) {
      throw ProgramFailure.setup(
          "%s, which other machines can reach, but nobody there could sign in: set %s or %s, or %s to %s."
              .formatted(
                  address,
                  Setting.API_TOKENS.key(),
                  Setting.OIDC_ISSUER.key(),
                  Setting.API_HOST.key(),
                  Setting.API_HOST.defaultValue()));
    }
    List<String> names = settings.get(Setting.API_NAMES);
    return new WebServerSettings(
        address,
        HostNames.of(settings, Setting.API_NAMES, address),
        names.stream().findFirst(),
        certificate,
        issuer);
  }

  /**
   * Only this machine can reach it, without TLS.
   *
   * @param port 0 for any free port
   */
  public static WebServerSettings loopback(int port) {
    return new WebServerSettings(
        ListenAddress.loopback(port),
        HostNames.loopback(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Where programs of this machine find it, without a trailing slash.
   *
   * @param port at which it listens
   */
  String localUrl(int port) {
    return url(address.localHost(), port);
  }

  /** Where people find it, without a trailing slash. */
  String publicUrl(int port) {
    return url(publicName.orElseGet(address::localHost), port);
  }

  private String url(String host, int port) {
    return (certificate.isPresent() ? "https://" : "http://") + host + ":" + port;
  }
}
