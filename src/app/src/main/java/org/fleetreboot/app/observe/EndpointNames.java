package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/**
 * What Camel's meters say of an endpoint. The path of a webhook may be its secret, and one with a
 * device in it would be a time series for each device: of an endpoint that is not known to have
 * neither, only the component is named.
 */
final class EndpointNames {
  private static final String ROUTE = "routeId";

  private static final Set<String> HARMLESS =
      Set.of(
          "direct",
          "iothub",
          "quartz",
          "reboot",
          "reboot-device",
          "reboot-events",
          "reboot-run",
          "seda",
          "timer");

  private EndpointNames() {}

  static MeterFilter filter() {
    return MeterFilter.replaceTagValues("endpointName", EndpointNames::shown);
  }

  /**
   * Outside of a route Camel leaves the tag with its id out, and Prometheus refuses a meter whose
   * tags vary.
   */
  static MeterFilter withRoute() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals("camel.exchange.event.notifier") && id.getTag(ROUTE) == null
            ? id.withTag(Tag.of(ROUTE, ""))
            : id;
      }
    };
  }

  static String shown(String uri) {
    int end = uri.indexOf(':');
    String scheme = end < 0 ? uri : uri.substring(0, end);
    return HARMLESS.contains(scheme) ? uri : scheme;
  }
}
