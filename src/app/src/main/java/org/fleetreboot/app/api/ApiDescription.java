package org.fleetreboot.app.api;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.openapi.BeanConfig;
import org.apache.camel.openapi.DefaultRestApiResponseAdapter;
import org.apache.camel.openapi.RestOpenApiSupport;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document of all REST services in Camel, made when somebody first asks for it, because
 * it takes longer to make than many programs take to start. Thread-safe.
 */
final class ApiDescription implements Processor {
  private static final Map<String, Object> ABOUT =
      Map.of(
          "openapi.version", "3.0.3",
          "base.path", "/",
          "api.title", "fleet-reboot",
          "api.version", "1",
          "api.description", "Reboots of the devices of Azure IoT Hub.");

  private @Nullable DefaultRestApiResponseAdapter made;

  @Override
  public void process(Exchange exchange) throws Exception {
    made(exchange.getContext()).copyResult(exchange);
  }

  private synchronized DefaultRestApiResponseAdapter made(CamelContext camel) throws Exception {
    DefaultRestApiResponseAdapter document = made;
    if (document == null) {
      document = new DefaultRestApiResponseAdapter();
      RestOpenApiSupport support = new RestOpenApiSupport();
      BeanConfig about = new BeanConfig();
      support.initOpenApi(about, ABOUT);
      support.renderResourceListing(
          camel,
          document,
          about,
          true,
          camel.getClassResolver(),
          camel.getRestConfiguration(),
          null);
      made = document;
    }
    return document;
  }
}
