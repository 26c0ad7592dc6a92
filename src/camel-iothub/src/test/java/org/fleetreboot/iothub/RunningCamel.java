package org.fleetreboot.iothub;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** A started Camel context that stops at the end of its test. */
final class RunningCamel implements AutoCloseable {

  final CamelContext context = new DefaultCamelContext();

  private RunningCamel() {
    context.getShutdownStrategy().setTimeout(1);
    context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
  }

  static RunningCamel with(Map<String, Object> beans) {
    RunningCamel camel = new RunningCamel();
    beans.forEach((name, bean) -> camel.context.getRegistry().bind(name, bean));
    camel.context.start();
    return camel;
  }

  RunningCamel yaml(String routes) throws Exception {
    for (var builder :
        PluginHelper.getRoutesLoader(context)
            .findRoutesBuilders(ResourceHelper.fromString("routes.yaml", routes))) {
      context.addRoutes(builder);
    }
    return this;
  }

  /** Sends through the synchronous template; headers as name, value, name, value. */
  Exchange send(String uri, @Nullable Object body, Object... headers) {
    Map<String, Object> byName = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      byName.put((String) headers[i], headers[i + 1]);
    }
    return send(uri, body, byName);
  }

  /** Sends through the synchronous template. */
  Exchange send(String uri, @Nullable Object body, Map<String, Object> headers) {
    return context
        .createFluentProducerTemplate()
        .to(uri)
        .withBody(body)
        .withHeaders(headers)
        .send();
  }

  @Override
  public void close() {
    context.stop();
  }
}
