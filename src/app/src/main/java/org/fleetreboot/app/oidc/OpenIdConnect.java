package org.fleetreboot.app.oidc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;

/**
 * An issuer that is believed: its tokens prove a name to the API, and it signs people in with a
 * browser.
 */
public record OpenIdConnect(Authentication tokens, CodeFlow codeFlow) {
  /** An issuer that changes its keys does so a day ahead; strangers name any key. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  /**
   * The one that the settings name; empty if they name none. It is asked when it is needed, so that
   * a start does not depend on it.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure if a setting is missing or wrong
   */
  public static Optional<OpenIdConnect> read(Settings settings, ProcessEnvironment environment) {
    return OidcSettings.read(settings, environment)
        .map(read -> of(read, BETWEEN_FETCHES, environment.clock()));
  }

  static OpenIdConnect of(OidcSettings settings, Duration betweenFetches, InstantSource clock) {
    Issuer issuer = new Issuer(settings.issuer(), betweenFetches, new IssuerConnection());
    OidcTokens tokens = new OidcTokens(settings, issuer, clock);
    return new OpenIdConnect(tokens, new CodeFlow(settings, issuer, tokens, clock));
  }
}
