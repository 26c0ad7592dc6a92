package org.fleetreboot.app.route;

import java.util.Objects;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Captures the route that Camel adds, even if Camel then refuses it, and prevents it from starting.
 */
public final class AddedRoute extends ModelLifecycleStrategySupport {
  private @Nullable RouteDefinition route;

  @Override
  public void onAddRouteDefinition(RouteDefinition added) {
    added.setAutoStartup("false");
    route = added;
  }

  boolean isThere() {
    return route != null;
  }

  RouteDefinition route() {
    return Objects.requireNonNull(route);
  }
}
