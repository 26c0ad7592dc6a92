package org.fleetreboot.reboot.testkit;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.fleetreboot.engine.Engine;

/** A Camel context with an engine, for routes from strings. */
public final class RouteRunner implements AutoCloseable {
  private final DefaultCamelContext context = new DefaultCamelContext();

  public RouteRunner(Engine engine) {
    this();
    bind("engine", engine);
  }

  public RouteRunner() {
    // Parked exchanges are left behind, so there is nothing to wait for.
    context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
    context.getShutdownStrategy().setTimeout(50);
    context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
    context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
  }

  public RouteRunner bind(String name, Object bean) {
    context.getRegistry().bind(name, bean);
    return this;
  }

  /** What a placeholder in a route stands for. */
  public RouteRunner property(String name, String value) {
    context.getPropertiesComponent().addInitialProperty(name, value);
    return this;
  }

  /** Loads the routes of a file. */
  public RouteRunner file(Path path) {
    try {
      load(PluginHelper.getResourceLoader(context).resolveResource("file:" + path));
      return this;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public RouteRunner start(String... yaml) {
    try {
      for (int i = 0; i < yaml.length; i++) {
        load(ResourceHelper.fromString("routes-" + i + ".yaml", yaml[i]));
      }
      context.start();
      return this;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public void load(Resource resource) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(resource);
  }

  public CamelContext context() {
    return context;
  }

  public ProducerTemplate template() {
    return context.createProducerTemplate();
  }

  @Override
  public void close() {
    context.stop();
  }
}
