package org.fleetreboot.app.route;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.fleetreboot.app.endpoint.EndpointCheck;
import org.fleetreboot.app.logging.FailureLog;
import org.fleetreboot.app.logging.Log;
import org.fleetreboot.app.logging.RunInLogs;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.LogFormat;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.iothub.IotHubConnection;

/** Camel, configured by the settings and for the hubs of the program. */
public final class CamelProgram {
  private static final String IOTHUB = "camel.component.iothub.";

  private CamelProgram() {}

  /**
   * Prepared, not started.
   *
   * @param routes the pattern of the route files; empty for none
   */
  public static Main configure(Settings settings, Hubs hubs, Optional<String> routes) {
    Main main = new Main();
    // The settings are already read, so Camel reads no file itself.
    main.setPropertyPlaceholderLocations("false");
    Properties properties = withDefaults(settings);
    properties.remove(RouteFiles.PATTERN);
    main.setInitialProperties(properties);
    routes.ifPresent(pattern -> main.addOverrideProperty(RouteFiles.PATTERN, pattern));
    if (settings.get(Setting.LOG_FORMAT) == LogFormat.JSON) {
      main.bind("runInLogs", new RunInLogs());
    }
    main.addMainListener(new HubsByName(hubs));
    main.addMainListener(new FailuresInOneLine());
    main.addMainListener(new EndpointsAsWritten());
    return main;
  }

  /** Tells the component where the hubs are. */
  private static final class HubsByName extends MainListenerSupport {
    private final Hubs hubs;

    HubsByName(Hubs hubs) {
      this.hubs = hubs;
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
      Map<String, IotHubConnection> connections = new TreeMap<>();
      hubs.all().forEach(hub -> connections.put(hub.name(), HubConnection.of(hub)));
      main.getCamelContext().getComponent("iothub", IotHubComponent.class).setHubs(connections);
    }
  }

  /** Reports why a route fails, as {@link FailureLog} does. */
  private static final class FailuresInOneLine extends MainListenerSupport {
    @Override
    public void beforeConfigure(BaseMainSupport main) {
      RedeliveryPolicyDefinition policy = new RedeliveryPolicyDefinition();
      policy.setLogExhaustedMessageHistory("false");
      DefaultErrorHandlerDefinition handler = new DefaultErrorHandlerDefinition();
      handler.setRedeliveryPolicy(policy);
      handler.setLoggerBean(new FailureLog());
      main.getCamelContext().getCamelContextExtension().setErrorHandlerFactory(handler);
    }
  }

  /** An endpoint is refused when Camel would take its options for something else. */
  private static final class EndpointsAsWritten extends MainListenerSupport {
    @Override
    public void beforeConfigure(BaseMainSupport main) {
      main.getCamelContext().addLifecycleStrategy(new EndpointCheck(main.getCamelContext()));
    }
  }

  private static Properties withDefaults(Settings settings) {
    Properties properties = new Properties();
    properties.setProperty("camel.main.name", "fleet-reboot");
    // A refusal names the file and the line.
    properties.setProperty("camel.main.sourceLocationEnabled", "true");
    // The output of a route's log steps is meant to be seen: logback.xml lets it through.
    properties.setProperty("camel.main.logName", Log.ROUTE + ".${routeId}");
    // Exchanges parked in a step continue at the next start: a longer wait gains nothing.
    properties.setProperty("camel.main.shutdownTimeout", "2");
    properties.setProperty("camel.main.shutdownSuppressLoggingOnTimeout", "true");
    properties.setProperty("camel.main.shutdownLogInflightExchangesOnTimeout", "false");
    // Else Camel takes all routes away for one edited file, and then fails at a second of several.
    properties.setProperty("camel.main.routesReloadRemoveAllRoutes", "false");
    // As many calls on the wire as the engine hands out, or they would wait past their not-after.
    properties.setProperty(
        IOTHUB + "maxConcurrentCalls", settings.get(Setting.CALL_SLOTS).toString());
    properties.putAll(settings.all());
    // The component gets the hubs by name, with their secrets.
    properties.keySet().removeIf(key -> key.toString().startsWith("reboot.hubs."));
    properties.remove(IOTHUB + "connectionString");
    properties.remove(IOTHUB + "hostName");
    // One that is blank is its default to us, and to the routes.
    Setting.ALL.forEach(
        setting ->
            properties.setProperty(
                setting.key(), settings.text(setting.key()).orElse(setting.defaultValue())));
    // Camel does not take every notation of ours for a period.
    properties.setProperty(
        Setting.TICK.key(), String.valueOf(settings.get(Setting.TICK).toMillis()));
    return properties;
  }

  /** Starts it, or stops what had already started. */
  public static void start(Main main) {
    try {
      main.start();
    } catch (Exception e) {
      RuntimeException refusal =
          RoutePlace.named(
              main.getCamelContext(),
              e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e));
      main.stop();
      throw refusal;
    }
  }
}
