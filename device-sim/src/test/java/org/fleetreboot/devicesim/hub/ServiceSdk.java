package org.fleetreboot.devicesim.hub;

import com.azure.core.credential.AzureSasCredential;
import com.microsoft.azure.sdk.iot.service.auth.IotHubConnectionStringBuilder;
import com.microsoft.azure.sdk.iot.service.auth.IotHubServiceSasToken;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationsClient;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobsClient;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** Microsoft's service clients for one hub, with tokens that Microsoft's own code signed. */
final class ServiceSdk {
  /** What a test class locks that uses these clients: there is one trust for the process. */
  static final String TRUST = "HttpsURLConnection.defaultSSLSocketFactory";

  private final SSLSocketFactory trust;
  private final String host;
  private final AzureSasCredential owner;
  private final AzureSasCredential service;

  ServiceSdk(LocalHub hub) {
    trust = hub.sslContext().getSocketFactory();
    host = hub.address() + ":" + hub.restPort();
    owner = credential(hub, hub.ownerConnectionString());
    service = credential(hub, hub.serviceConnectionString());
  }

  RegistryClient registry() {
    return new RegistryClient(trustedHost(), owner);
  }

  /** A registry client that may not use the registry. */
  RegistryClient registryOfServicePolicy() {
    return new RegistryClient(trustedHost(), service);
  }

  TwinClient twins() {
    return new TwinClient(trustedHost(), service);
  }

  DirectMethodsClient methods() {
    return new DirectMethodsClient(trustedHost(), service);
  }

  QueryClient queries() {
    return new QueryClient(trustedHost(), service);
  }

  /** A query client that may read jobs too. */
  QueryClient queriesOfOwner() {
    return new QueryClient(trustedHost(), owner);
  }

  ScheduledJobsClient jobs() {
    return new ScheduledJobsClient(trustedHost(), owner);
  }

  ConfigurationsClient configurations() {
    return new ConfigurationsClient(trustedHost(), owner);
  }

  /** The SDK takes its trust from the process: the hub of the newest client is trusted. */
  String trustedHost() {
    HttpsURLConnection.setDefaultSSLSocketFactory(trust);
    return host;
  }

  static AzureSasCredential credential(LocalHub hub, String connectionString) {
    // The SDK's parser takes no port; the hub does not look at it either.
    String withoutPort = connectionString.replace(":" + hub.restPort(), "");
    return new AzureSasCredential(
        new IotHubServiceSasToken(
                IotHubConnectionStringBuilder.createIotHubConnectionString(withoutPort))
            .toString());
  }
}
