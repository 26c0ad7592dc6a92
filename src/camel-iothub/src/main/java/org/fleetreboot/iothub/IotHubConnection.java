package org.fleetreboot.iothub;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.fleetreboot.iothub.client.IotHubClient;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one hub: a client, a connection string, or a host name with a credential; the first
 * of these that is set counts.
 *
 * <p>A bean, so that properties can describe it: {@code camel.beans.north =
 * #class:org.fleetreboot.iothub.IotHubConnection}. It must not change once the component has
 * started.
 */
public class IotHubConnection {

  private @Nullable IotHubClient client;
  private @Nullable String connectionString;
  private @Nullable String hostName;
  private @Nullable AzureSasCredential sasCredential;
  private @Nullable TokenCredential tokenCredential;
  private @Nullable SSLContextParameters sslContextParameters;
  private @Nullable Integer maxConcurrentCalls;

  public @Nullable IotHubClient getClient() {
    return client;
  }

  /** A client that replaces the real hub, such as one in memory for a test. */
  public void setClient(@Nullable IotHubClient client) {
    this.client = client;
  }

  public @Nullable String getConnectionString() {
    return connectionString;
  }

  /** The connection string of a shared access policy, such as service. */
  public void setConnectionString(@Nullable String connectionString) {
    this.connectionString = connectionString;
  }

  public @Nullable String getHostName() {
    return hostName;
  }

  /** The hub's host, if there is no connection string. May carry a port. */
  public void setHostName(@Nullable String hostName) {
    this.hostName = hostName;
  }

  public @Nullable AzureSasCredential getSasCredential() {
    return sasCredential;
  }

  /** A shared access signature that the application renews itself. Used with hostName. */
  public void setSasCredential(@Nullable AzureSasCredential sasCredential) {
    this.sasCredential = sasCredential;
  }

  public @Nullable TokenCredential getTokenCredential() {
    return tokenCredential;
  }

  /** A credential of Microsoft Entra ID. Used with hostName. */
  public void setTokenCredential(@Nullable TokenCredential tokenCredential) {
    this.tokenCredential = tokenCredential;
  }

  public @Nullable SSLContextParameters getSslContextParameters() {
    return sslContextParameters;
  }

  /** What to trust at this hub; without it, what the JVM trusts. */
  public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
    this.sslContextParameters = sslContextParameters;
  }

  public @Nullable Integer getMaxConcurrentCalls() {
    return maxConcurrentCalls;
  }

  /** The most direct methods running at once on this hub; null for the component's number. */
  public void setMaxConcurrentCalls(@Nullable Integer maxConcurrentCalls) {
    this.maxConcurrentCalls = maxConcurrentCalls;
  }
}
