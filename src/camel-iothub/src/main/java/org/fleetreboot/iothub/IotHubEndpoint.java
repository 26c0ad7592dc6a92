package org.fleetreboot.iothub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Invoke direct methods, read, query and update device twins of Azure IoT Hub. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "iothub",
    title = "Azure IoT Hub (service side)",
    syntax = "iothub:operation",
    producerOnly = true,
    category = {Category.CLOUD, Category.IOT},
    headersClass = IotHubConstants.class)
public class IotHubEndpoint extends DefaultEndpoint
    implements AsyncEndpoint, EndpointServiceLocation {

  @UriParam private IotHubConfiguration configuration;

  private final Map<String, HubClient> clients = new ConcurrentHashMap<>();

  public IotHubEndpoint(String uri, IotHubComponent component, IotHubConfiguration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    return new IotHubProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "iothub: has no consumer; use the hub's Event Hubs endpoint with azure-eventhubs:.");
  }

  @Override
  protected void doStop() throws Exception {
    clients.clear();
    super.doStop();
  }

  /**
   * The client of a hub, created when it is first asked for.
   *
   * @param hub null for the only hub, or the one that needs no name
   * @throws IllegalArgumentException saying which option is missing, or that there is no such hub
   */
  HubClient client(@Nullable String hub) {
    return clients.computeIfAbsent(
        hub == null ? "" : hub, name -> create(getComponent().hub(hub, configuration)));
  }

  private HubClient create(ServedHub hub) {
    return new HubClient(
        IotHubClientFactory.createClient(hub, configuration, getComponent()),
        hub.threads().workers());
  }

  /** Whether no request can tell its hub but by a header. */
  boolean needsHeader() {
    return configuration.getHub() == null
        && !configuration.describesHub()
        && getComponent().getHubs().size() > 1;
  }

  @Override
  public IotHubComponent getComponent() {
    return (IotHubComponent) super.getComponent();
  }

  @Override
  public @Nullable String getServiceUrl() {
    IotHubConnection named =
        configuration.getHub() == null
            ? null
            : getComponent().getHubs().get(configuration.getHub());
    return IotHubClientFactory.hostName(named == null ? configuration.connection() : named);
  }

  @Override
  public String getServiceProtocol() {
    return "https";
  }

  public IotHubConfiguration getConfiguration() {
    return configuration;
  }

  /** The options of this endpoint. */
  public void setConfiguration(IotHubConfiguration configuration) {
    this.configuration = configuration;
  }
}
