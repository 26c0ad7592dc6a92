package org.fleetreboot.app.route;

import com.azure.identity.DefaultAzureCredentialBuilder;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.fleetreboot.app.settings.HubAccess;
import org.fleetreboot.app.settings.NamedHub;
import org.fleetreboot.iothub.IotHubConnection;

/** A hub of the program as the component {@code iothub:} knows it. */
final class HubConnection {
  private HubConnection() {}

  static IotHubConnection of(NamedHub hub) {
    HubAccess access = hub.access();
    IotHubConnection connection = new IotHubConnection();
    connection.setMaxConcurrentCalls(hub.callSlots());
    if (access.connectionString() == null) {
      connection.setHostName(access.hostName());
      connection.setTokenCredential(new DefaultAzureCredentialBuilder().build());
    } else {
      connection.setConnectionString(access.connectionString());
    }
    if (access.tls() != null) {
      connection.setSslContextParameters(new OwnTrust(access.tls()));
    }
    return connection;
  }

  /** A context that is made already. */
  private static final class OwnTrust extends SSLContextParameters {
    private final SSLContext context;

    OwnTrust(SSLContext context) {
      this.context = context;
    }

    @Override
    public SSLContext createSSLContext(CamelContext camel) {
      return context;
    }
  }
}
