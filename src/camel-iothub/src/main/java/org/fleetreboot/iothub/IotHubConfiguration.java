package org.fleetreboot.iothub;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.fleetreboot.iothub.client.IotHubClient;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint; those of the component are their defaults. */
@UriParams
public class IotHubConfiguration implements Cloneable {

  @UriPath
  @Metadata(required = true)
  private IotHubOperation operation = IotHubOperation.getTwin;

  @UriParam(label = "common")
  private @Nullable String hub;

  @UriParam(label = "security", secret = true)
  private @Nullable String connectionString;

  @UriParam(label = "common")
  private @Nullable String hostName;

  @UriParam(label = "security", secret = true)
  @Metadata(autowired = true)
  private @Nullable AzureSasCredential sasCredential;

  @UriParam(label = "security")
  @Metadata(autowired = true)
  private @Nullable TokenCredential tokenCredential;

  @UriParam(label = "producer")
  private @Nullable String deviceId;

  @UriParam(label = "producer")
  private @Nullable String moduleId;

  @UriParam(label = "producer")
  private @Nullable String methodName;

  @UriParam(label = "producer", defaultValue = "30s")
  private Duration responseTimeout = Duration.ofSeconds(30);

  @UriParam(label = "producer", defaultValue = "0s")
  private Duration connectTimeout = Duration.ZERO;

  @UriParam(label = "producer")
  private @Nullable String query;

  @UriParam(label = "producer", defaultValue = "100")
  private int pageSize = 100;

  @UriParam(label = "producer,advanced", defaultValue = "10s")
  private Duration httpConnectTimeout = Duration.ofSeconds(10);

  @UriParam(label = "producer,advanced", defaultValue = "30s")
  private Duration readTimeout = Duration.ofSeconds(30);

  @UriParam(label = "producer,advanced", defaultValue = "5s")
  private Duration readTimeoutMargin = Duration.ofSeconds(5);

  @UriParam(label = "advanced")
  @Metadata(autowired = true)
  private @Nullable IotHubClient client;

  @UriParam(label = "advanced")
  @Metadata(autowired = true)
  private InstantSource clock = InstantSource.system();

  /** A copy that an endpoint may change. */
  public IotHubConfiguration copy() {
    try {
      return (IotHubConfiguration) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /** Whether the options say where a hub is, so that it needs no name. */
  boolean describesHub() {
    return client != null || connectionString != null || hostName != null;
  }

  /** The connection that the options describe. */
  IotHubConnection connection() {
    IotHubConnection connection = new IotHubConnection();
    connection.setClient(client);
    connection.setConnectionString(connectionString);
    connection.setHostName(hostName);
    connection.setSasCredential(sasCredential);
    connection.setTokenCredential(tokenCredential);
    return connection;
  }

  public IotHubOperation getOperation() {
    return operation;
  }

  /** The operation, unless a header names another. */
  public void setOperation(IotHubOperation operation) {
    this.operation = operation;
  }

  public @Nullable String getHub() {
    return hub;
  }

  /**
   * The name of one of the component's hubs, unless a header names another. Without a name: the hub
   * that the other options describe, or else the only one that has a name.
   */
  public void setHub(@Nullable String hub) {
    this.hub = hub;
  }

  public @Nullable String getConnectionString() {
    return connectionString;
  }

  /**
   * The connection string of a shared access policy of the hub, such as service. The host may carry
   * a port.
   */
  public void setConnectionString(@Nullable String connectionString) {
    this.connectionString = connectionString;
  }

  public @Nullable String getHostName() {
    return hostName;
  }

  /**
   * The hub's host, such as myhub.azure-devices.net, if there is no connection string. May carry a
   * port.
   */
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

  /**
   * A credential of Microsoft Entra ID, such as the DefaultAzureCredential of azure-identity. Used
   * with hostName.
   */
  public void setTokenCredential(@Nullable TokenCredential tokenCredential) {
    this.tokenCredential = tokenCredential;
  }

  public @Nullable String getDeviceId() {
    return deviceId;
  }

  /** The id of the device, unless a header names it. */
  public void setDeviceId(@Nullable String deviceId) {
    this.deviceId = deviceId;
  }

  public @Nullable String getModuleId() {
    return moduleId;
  }

  /** The id of a module on the device. Without it the request is for the device itself. */
  public void setModuleId(@Nullable String moduleId) {
    this.moduleId = moduleId;
  }

  public @Nullable String getMethodName() {
    return methodName;
  }

  /** The direct method that invokeMethod calls, unless a header names it. */
  public void setMethodName(@Nullable String methodName) {
    this.methodName = methodName;
  }

  public Duration getResponseTimeout() {
    return responseTimeout;
  }

  /** How long the hub waits for the device's answer to a method. From 5 to 300 seconds. */
  public void setResponseTimeout(Duration responseTimeout) {
    this.responseTimeout = responseTimeout;
  }

  public Duration getConnectTimeout() {
    return connectTimeout;
  }

  /**
   * How long the hub waits for a device that is not connected when a method is called. From 0 (it
   * must be connected) to 300 seconds.
   */
  public void setConnectTimeout(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  public @Nullable String getQuery() {
    return query;
  }

  /** The query of queryTwins, unless a header holds it. */
  public void setQuery(@Nullable String query) {
    this.query = query;
  }

  public int getPageSize() {
    return pageSize;
  }

  /** The most rows that queryTwins reads at once. */
  public void setPageSize(int pageSize) {
    this.pageSize = pageSize;
  }

  public Duration getHttpConnectTimeout() {
    return httpConnectTimeout;
  }

  /** How long to wait for a connection to the hub. */
  public void setHttpConnectTimeout(Duration httpConnectTimeout) {
    this.httpConnectTimeout = httpConnectTimeout;
  }

  public Duration getReadTimeout() {
    return readTimeout;
  }

  /** How long to wait for the hub's answer to any request other than a direct method. */
  public void setReadTimeout(Duration readTimeout) {
    this.readTimeout = readTimeout;
  }

  public Duration getReadTimeoutMargin() {
    return readTimeoutMargin;
  }

  /**
   * How much longer than responseTimeout and connectTimeout together to wait for the answer to a
   * direct method. Without a margin the hub's own verdict on a slow device would be missed.
   */
  public void setReadTimeoutMargin(Duration readTimeoutMargin) {
    this.readTimeoutMargin = readTimeoutMargin;
  }

  public @Nullable IotHubClient getClient() {
    return client;
  }

  /**
   * A client that replaces the real hub, such as one in memory for a test. No credential is needed
   * then.
   */
  public void setClient(@Nullable IotHubClient client) {
    this.client = client;
  }

  public InstantSource getClock() {
    return clock;
  }

  /** The clock for signatures and for the not-after header. */
  public void setClock(InstantSource clock) {
    this.clock = clock;
  }
}
