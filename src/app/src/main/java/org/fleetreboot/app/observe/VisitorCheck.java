package org.fleetreboot.app.observe;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what no monitoring asks: another method, a query, which would have Camel show the inside
 * of a failure, and a host name that is not ours, with which a page in a browser could read what is
 * served to this machine. No name of a foreign page resolves to an address literal, so those are
 * allowed: probes of Kubernetes use them.
 */
final class VisitorCheck implements Handler<RoutingContext> {
  private static final String ADDRESS = "\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]";

  private final Set<String> names;

  /**
   * @param names by which this server may be called, besides localhost
   */
  VisitorCheck(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  @Override
  public void handle(RoutingContext visit) {
    if (!visit.request().method().equals(HttpMethod.GET)) {
      refuse(visit, 405, "Only GET is answered here.");
    } else if (visit.request().query() != null) {
      refuse(visit, 400, "No query is answered here.");
    } else if (!isOurs(visit.request().authority())) {
      refuse(visit, 403, "Use the address of this machine, or a name in reboot.observe.names.");
    } else {
      visit.next();
    }
  }

  private boolean isOurs(@Nullable HostAndPort asked) {
    if (asked == null) {
      return false;
    }
    String host = asked.host().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.matches(ADDRESS) || names.contains(host);
  }

  private static void refuse(RoutingContext visit, int status, String sentence) {
    visit
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(sentence + "\n");
  }
}
