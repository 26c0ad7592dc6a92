package org.fleetreboot.app.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;

/**
 * Which issuer is believed, and what.
 *
 * @param issuer exactly as its tokens name it
 * @param audience for whom its tokens must be
 * @param client the id of this program at the issuer
 * @param secret proves that it is this program; empty for a public client
 * @param person the claim that names a person for good
 * @param roles the claim with the roles
 */
record OidcSettings(
    String issuer,
    String audience,
    String client,
    Optional<String> secret,
    String person,
    String roles) {
  /** On this machine, an issuer of a test needs no TLS. */
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Those that are set; empty if no issuer is.
   *
   * @throws ProgramFailure if something is missing, or the issuer has no TLS
   */
  static Optional<OidcSettings> read(Settings settings, ProcessEnvironment environment) {
    return settings
        .text(Setting.OIDC_ISSUER.key())
        .map(issuer -> read(issuer, settings, environment));
  }

  private static OidcSettings read(
      String issuer, Settings settings, ProcessEnvironment environment) {
    if (!isSafe(issuer)) {
      throw ProgramFailure.setup(
          "%s is %s: write the address of the issuer with https://, as its tokens have it."
              .formatted(Setting.OIDC_ISSUER.key(), issuer));
    }
    String client =
        settings
            .text(Setting.OIDC_CLIENT.key())
            .orElseThrow(
                () ->
                    ProgramFailure.setup(
                        "%s is set without %s: write the id that this program has at the issuer."
                            .formatted(Setting.OIDC_ISSUER.key(), Setting.OIDC_CLIENT.key())));
    return new OidcSettings(
        issuer,
        settings.text(Setting.OIDC_AUDIENCE.key()).orElse(client),
        client,
        settings.text(Setting.OIDC_SECRET_FILE.key()).map(file -> secret(environment, file)),
        settings.get(Setting.OIDC_PERSON),
        settings.get(Setting.OIDC_ROLES));
  }

  /** Whether nobody between here and there can change what is read from that address. */
  static boolean isSafe(String address) {
    try {
      URI uri = URI.create(address);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String secret(ProcessEnvironment environment, String name) {
    Path file = environment.resolve(name);
    try {
      String secret = Files.readString(file).strip();
      if (!secret.isEmpty()) {
        return secret;
      }
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s is %s, which cannot be read (%s): write a file with the secret alone."
              .formatted(Setting.OIDC_SECRET_FILE.key(), file, FileErrorText.of(e)),
          e);
    }
    throw ProgramFailure.setup(
        "%s is %s, which is empty: write a file with the secret alone."
            .formatted(Setting.OIDC_SECRET_FILE.key(), file));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + "]";
  }
}
