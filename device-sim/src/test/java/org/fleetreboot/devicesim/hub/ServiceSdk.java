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

/** Microsoft's service clients for one hub, with tokens that Microsoft's own code signed. */
final class ServiceSdk {
  private final String host;
  private final AzureSasCredential owner;
  private final AzureSasCredential service;

  /** The SDK takes its trust from the process, so the newest instance wins. */
  ServiceSdk(LocalHub hub) {
    HttpsURLConnection.setDefaultSSLSocketFactory(hub.sslContext().getSocketFactory());
    host = hub.address() + ":" + hub.restPort();
    owner = credential(hub, hub.ownerConnectionString());
    service = credential(hub, hub.serviceConnectionString());
  }

  RegistryClient registry() {
    return new RegistryClient(host, owner);
  }

  /** A registry client that may not use the registry. */
  RegistryClient registryOfServicePolicy() {
    return new RegistryClient(host, service);
  }

  TwinClient twins() {
    return new TwinClient(host, service);
  }

  DirectMethodsClient methods() {
    return new DirectMethodsClient(host, service);
  }

  QueryClient queries() {
    return new QueryClient(host, service);
  }

  ScheduledJobsClient jobs() {
    return new ScheduledJobsClient(host, owner);
  }

  ConfigurationsClient configurations() {
    return new ConfigurationsClient(host, owner);
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
