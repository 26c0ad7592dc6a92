package org.fleetreboot.app.failure;

import java.util.List;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a route, taken out of what Camel wraps around it. */
final class RouteSentence {
  private RouteSentence() {}

  /** Null when it is not about a route. */
  static @Nullable String of(List<Throwable> chain) {
    String route = null;
    String endpoint = null;
    for (Throwable cause : chain) {
      if (cause instanceof FailedToCreateRouteException failed) {
        route = failed.getRouteId();
      } else if (cause instanceof ResolveEndpointFailedException failed) {
        endpoint = failed.getUri();
      }
    }
    if (route == null && endpoint == null) {
      return null;
    }
    Throwable root = chain.get(chain.size() - 1);
    return (route == null ? "" : "Route '" + route + "': ")
        + (endpoint == null ? "" : endpoint + ": ")
        + root.getMessage();
  }
}
