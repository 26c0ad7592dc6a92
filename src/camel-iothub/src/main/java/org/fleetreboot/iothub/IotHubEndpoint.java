package org.fleetreboot.iothub;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.fleetreboot.iothub.client.IotHubClient;
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

  private @Nullable IotHubClient client;

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
  protected synchronized void doStop() throws Exception {
    client = null;
    super.doStop();
  }

  /**
   * The client that the options ask for, created when the first producer starts.
   *
   * @throws IllegalArgumentException saying which option is missing
   */
  synchronized IotHubClient client() {
    IotHubClient made = client;
    if (made == null) {
      made = IotHubClientFactory.createClient(configuration, getComponent());
      client = made;
    }
    return made;
  }

  @Override
  public IotHubComponent getComponent() {
    return (IotHubComponent) super.getComponent();
  }

  @Override
  public @Nullable String getServiceUrl() {
    return IotHubClientFactory.hostName(configuration);
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
