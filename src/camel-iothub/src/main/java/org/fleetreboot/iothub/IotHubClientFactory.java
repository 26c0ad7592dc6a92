package org.fleetreboot.iothub;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import org.fleetreboot.iothub.client.IotHubClient;
import org.fleetreboot.iothub.sdk.Authorization;
import org.fleetreboot.iothub.sdk.ConnectionString;
import org.fleetreboot.iothub.sdk.HttpTimeouts;
import org.fleetreboot.iothub.sdk.SdkIotHubClient;
import org.fleetreboot.iothub.sdk.SharedAccessAuthorization;
import org.fleetreboot.iothub.sdk.TokenAuthorization;
import org.jspecify.annotations.Nullable;

/** Creates the client that the options ask for. */
final class IotHubClientFactory {

  private IotHubClientFactory() {}

  /**
   * In this order: a given client, a connection string, a SAS credential, a token credential;
   * explicit options take precedence over what may have been autowired.
   *
   * @throws IllegalArgumentException saying which option is missing
   */
  static IotHubClient createClient(IotHubConfiguration options, IotHubComponent component) {
    IotHubClient given = options.getClient();
    if (given != null) {
      return given;
    }
    String connectionString = options.getConnectionString();
    if (connectionString != null) {
      ConnectionString connection = ConnectionString.parse(connectionString);
      return sdkClient(
          connection.hostName(),
          new SharedAccessAuthorization(connection, options.getClock()),
          options,
          component);
    }
    Authorization authorization = authorization(options);
    String hostName = options.getHostName();
    if (hostName == null || authorization == null) {
      throw new IllegalArgumentException(
          "iothub: needs either a connectionString, or a hostName with a tokenCredential or a"
              + " sasCredential; "
              + (hostName == null ? "the hostName is missing." : "a credential is missing."));
    }
    return sdkClient(hostName, authorization, options, component);
  }

  private static @Nullable Authorization authorization(IotHubConfiguration options) {
    AzureSasCredential sas = options.getSasCredential();
    if (sas != null) {
      return sas::getSignature;
    }
    TokenCredential token = options.getTokenCredential();
    return token == null ? null : new TokenAuthorization(token, options.getClock());
  }

  private static IotHubClient sdkClient(
      String hostName,
      Authorization authorization,
      IotHubConfiguration options,
      IotHubComponent component) {
    HttpTimeouts timeouts =
        new HttpTimeouts(
            options.getHttpConnectTimeout(),
            options.getReadTimeout(),
            options.getReadTimeoutMargin());
    return new SdkIotHubClient(
        hostName,
        authorization,
        timeouts,
        component.calls(),
        component.reads(),
        options.getClock(),
        component.sendsPostsOnce());
  }

  /** The host that the options name; null if they name none. */
  static @Nullable String hostName(IotHubConfiguration options) {
    String connectionString = options.getConnectionString();
    return connectionString == null
        ? options.getHostName()
        : ConnectionString.parse(connectionString).hostName();
  }
}
