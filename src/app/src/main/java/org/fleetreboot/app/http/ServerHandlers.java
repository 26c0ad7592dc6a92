package org.fleetreboot.app.http;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.service.ServiceSupport;

/** What Camel's HTTP servers get besides their properties. */
public final class ServerHandlers {
  private ServerHandlers() {}

  /**
   * Has them attached once the servers have started, and before any route uses them.
   *
   * @param main not started yet
   */
  public static void attach(Main main, Consumer<CamelContext> handlers) {
    onceConfigured(main, camel -> addTo(camel, handlers));
  }

  /**
   * Has a server prove itself with that certificate.
   *
   * @param main not started yet
   * @param server finds its configuration
   */
  public static void secure(
      Main main,
      ServerCertificate certificate,
      Function<CamelContext, VertxPlatformHttpServerConfiguration> server) {
    onceConfigured(
        main, camel -> server.apply(camel).setSslContextParameters(certificate.parameters()));
  }

  private static void onceConfigured(Main main, Consumer<CamelContext> action) {
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport configured) {
            action.accept(configured.getCamelContext());
          }
        });
  }

  /** Camel starts services in the order in which they are added; its servers are there already. */
  private static void addTo(CamelContext camel, Consumer<CamelContext> handlers) {
    try {
      camel.addService(
          new ServiceSupport() {
            @Override
            protected void doStart() {
              handlers.accept(camel);
            }
          },
          true,
          true);
    } catch (Exception e) {
      throw RuntimeCamelException.wrapRuntimeCamelException(e);
    }
  }
}
