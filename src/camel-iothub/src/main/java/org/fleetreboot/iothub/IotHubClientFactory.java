package org.fleetreboot.iothub;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.fleetreboot.iothub.client.IotHubClient;
import org.fleetreboot.iothub.sdk.Authorization;
import org.fleetreboot.iothub.sdk.ConnectionString;
import org.fleetreboot.iothub.sdk.HttpTimeouts;
import org.fleetreboot.iothub.sdk.HubServer;
import org.fleetreboot.iothub.sdk.SdkIotHubClient;
import org.fleetreboot.iothub.sdk.SharedAccessAuthorization;
import org.fleetreboot.iothub.sdk.TokenAuthorization;
import org.jspecify.annotations.Nullable;

/** Creates the client of a hub. */
final class IotHubClientFactory {

  private IotHubClientFactory() {}

  /**
   * In this order: a given client, a connection string, a SAS credential, a token credential;
   * explicit options take precedence over what may have been autowired.
   *
   * @throws IllegalArgumentException saying which option is missing
   */
  static IotHubClient createClient(
      ServedHub hub, IotHubConfiguration options, IotHubComponent component) {
    IotHubClient given = hub.connection().getClient();
    if (given != null) {
      return given;
    }
    HttpTimeouts timeouts =
        new HttpTimeouts(
            options.getHttpConnectTimeout(),
            options.getReadTimeout(),
            options.getReadTimeoutMargin());
    return new SdkIotHubClient(
        server(hub, options.getClock(), component),
        timeouts,
        hub.threads().calls(),
        hub.threads().reads(),
        options.getClock(),
        component.sendsPostsOnce());
  }

  private static HubServer server(ServedHub hub, InstantSource clock, IotHubComponent component) {
    IotHubConnection connection = hub.connection();
    SSLSocketFactory tls = tls(connection.getSslContextParameters(), component);
    String connectionString = connection.getConnectionString();
    if (connectionString != null) {
      ConnectionString parsed = ConnectionString.parse(connectionString);
      return new HubServer(parsed.hostName(), new SharedAccessAuthorization(parsed, clock), tls);
    }
    Authorization authorization = authorization(connection, clock);
    String hostName = connection.getHostName();
    if (hostName == null || authorization == null) {
      throw new IllegalArgumentException(
          (hub.name() == null ? "iothub:" : "The hub '" + hub.name() + "' of iothub:")
              + " needs either a connectionString, or a hostName with a tokenCredential or a"
              + " sasCredential; "
              + (hostName == null ? "the hostName is missing." : "a credential is missing."));
    }
    return new HubServer(hostName, authorization, tls);
  }

  private static @Nullable SSLSocketFactory tls(
      @Nullable SSLContextParameters parameters, IotHubComponent component) {
    try {
      return parameters == null
          ? null
          : parameters.createSSLContext(component.getCamelContext()).getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new RuntimeCamelException(e);
    }
  }

  private static @Nullable Authorization authorization(
      IotHubConnection connection, InstantSource clock) {
    AzureSasCredential sas = connection.getSasCredential();
    if (sas != null) {
      return sas::getSignature;
    }
    TokenCredential token = connection.getTokenCredential();
    return token == null ? null : new TokenAuthorization(token, clock);
  }

  /** The host that the options name; null if they name none. */
  static @Nullable String hostName(IotHubConnection connection) {
    String connectionString = connection.getConnectionString();
    return connectionString == null
        ? connection.getHostName()
        : ConnectionString.parse(connectionString).hostName();
  }
}
