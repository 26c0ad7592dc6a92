package org.fleetreboot.app.settings;

import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.fleetreboot.app.failure.ProgramFailure;
import org.jspecify.annotations.Nullable;

/** Where the hubs of {@code reboot.hubs} are, and how we sign in there. */
final class HubConnections {
  private final Settings settings;
  private final ProcessEnvironment environment;

  HubConnections(Settings settings, ProcessEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /**
   * The connection of a hub.
   *
   * @throws ProgramFailure if a part is missing or wrong
   */
  HubAccess of(String name) {
    String connection = Setting.CONNECTION_OF_HUB.ofHub(name).key();
    String hostName = Setting.HOST_NAME_OF_HUB.ofHub(name).key();
    Optional<String> byKey = value(connection);
    Optional<String> byHost = value(hostName);
    if (byKey.isPresent() == byHost.isPresent()) {
      throw ProgramFailure.setup(
          byKey.isPresent()
              ? "The hub %s has both %s and %s: remove one of them."
                  .formatted(name, connection, hostName)
              : "The hub %s has no address: set %s = {{env:%s}}, or %s to sign in with Microsoft Entra ID."
                  .formatted(name, connection, variableFor(name), hostName));
    }
    warnOfKey(name, connection);
    HubAccess access =
        byKey
            .map(text -> HubAccess.byConnectionString(text, connection))
            .or(() -> byHost.map(host -> HubAccess.byEntraId(host, hostName)))
            .orElseThrow();
    return access.trusting(trust(Setting.CA_FILE_OF_HUB.ofHub(name).key()));
  }

  private @Nullable SSLContext trust(String key) {
    return value(key)
        .map(file -> HubTrust.contextWith(environment.resolve(file), key))
        .orElse(null);
  }

  /** A file of settings is read by many, copied, and kept in repositories. */
  private void warnOfKey(String name, String key) {
    if (settings.text(key).filter(text -> !text.contains("{{")).isPresent()) {
      environment
          .err()
          .println(
              "fleet-reboot: warning: %s (%s) contains the key of the hub: write {{env:%s}} there, and set that variable."
                  .formatted(key, settings.source(key), variableFor(name)));
    }
  }

  private static String variableFor(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_CONNECTION";
  }

  private Optional<String> value(String key) {
    return EnvironmentText.of(settings, key, environment);
  }
}
