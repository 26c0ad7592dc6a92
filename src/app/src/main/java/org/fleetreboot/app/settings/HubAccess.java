package org.fleetreboot.app.settings;

import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.fleetreboot.app.failure.AskedHub;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.iothub.sdk.ConnectionString;
import org.fleetreboot.journal.file.HubEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The hub, and how we sign in: by a connection string, or by Microsoft Entra ID.
 *
 * @param hostName with {@code :port} unless that is 443
 * @param policy the shared access policy; null with Entra ID
 * @param connectionString a secret; null with Entra ID
 * @param tls for connections to this hub; null for the trust of the process
 */
public record HubAccess(
    String hostName,
    @Nullable String policy,
    @Nullable String connectionString,
    @Nullable SSLContext tls) {
  static final String CONNECTION_STRING = "IOTHUB_CONNECTION_STRING";
  private static final String ENTRA_ID = "Microsoft Entra ID";
  static final String HOST_NAME = "IOTHUB_HOSTNAME";

  /** According to the environment: the connection string first, then the host name. */
  public static HubAccess of(ProcessEnvironment environment) {
    return environment
        .variable(CONNECTION_STRING)
        .map(HubAccess::byConnectionString)
        .or(() -> environment.variable(HOST_NAME).map(host -> byEntraId(host, HOST_NAME)))
        .orElseThrow(
            () ->
                ProgramFailure.setup(
                    (environment.variables().containsKey(CONNECTION_STRING)
                            ? CONNECTION_STRING + " is empty"
                            : "No hub is named")
                        + ": set "
                        + CONNECTION_STRING
                        + " (or "
                        + HOST_NAME
                        + " to sign in with Microsoft Entra ID), or try it all on this machine"
                        + " with ./fleet-reboot demo."));
  }

  /** Whether the environment names a hub. */
  public static boolean isNamed(ProcessEnvironment environment) {
    return environment.variable(CONNECTION_STRING).isPresent()
        || environment.variable(HOST_NAME).isPresent();
  }

  /** The variable that names a hub, of those that do. */
  static String variable(ProcessEnvironment environment) {
    return environment.variable(CONNECTION_STRING).isPresent() ? CONNECTION_STRING : HOST_NAME;
  }

  /** With the key of a shared access policy. */
  public static HubAccess byConnectionString(String text) {
    return byConnectionString(text, CONNECTION_STRING);
  }

  /**
   * With the key of a shared access policy.
   *
   * @param source of the text, for messages
   */
  static HubAccess byConnectionString(String text, String source) {
    try {
      ConnectionString parsed = ConnectionString.parse(text);
      return new HubAccess(parsed.hostName(), parsed.keyName(), text, null);
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup(source + ": " + e.getMessage(), e);
    }
  }

  static HubAccess byEntraId(String hostName, String source) {
    if (hostName.contains("=") || hostName.contains("/") || hostName.contains(" ")) {
      throw ProgramFailure.setup(
          source + " is not a host name: write it like myhub.azure-devices.net.");
    }
    return new HubAccess(hostName.strip(), null, null, null);
  }

  /** The same, with a trust of its own. */
  HubAccess trusting(@Nullable SSLContext own) {
    return new HubAccess(hostName, policy, connectionString, own);
  }

  /** The default name of the hub in the journal: its host in lower case, without port. */
  public String hubName() {
    int colon = hostName.indexOf(':');
    return (colon < 0 ? hostName : hostName.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  /** The name that the operator gives it, or the default. */
  public String nameIn(Settings settings) {
    String given = settings.get(Setting.HUB);
    return given.isEmpty() ? hubName() : given;
  }

  /** Its address, in one spelling for all programs. */
  public HubEndpoint endpoint() {
    return HubEndpoint.of(hostName);
  }

  /** Its name in messages. */
  public AskedHub asked() {
    return policy == null
        ? new AskedHub(
            "The hub " + hostName,
            ENTRA_ID,
            "sign in with az login or set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET,"
                + " with the role IoT Hub Data Contributor")
        : new AskedHub(
            "The hub " + hostName,
            "the policy '" + policy + "'",
            "check the key, and that the policy grants ServiceConnect");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return hostName + " with " + asked().credential();
  }
}
