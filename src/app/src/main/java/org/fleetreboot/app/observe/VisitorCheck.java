package org.fleetreboot.app.observe;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.fleetreboot.app.http.HostNames;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.http.RequestGuard;
import org.fleetreboot.app.http.RequestRate;

/**
 * Refuses what no monitoring asks: another method, a query, which would have Camel show the inside
 * of a failure, a host name that is not ours, and more than a hundred requests a second.
 */
final class VisitorCheck implements Handler<RoutingContext> {
  private final HostNames names;
  private final RequestRate rate = new RequestRate(System::nanoTime);

  VisitorCheck(HostNames names) {
    this.names = names;
  }

  @Override
  public void handle(RoutingContext visit) {
    try {
      names.require(visit.request().authority());
      rate.take(RequestRate.sender(visit.request()));
      if (!visit.request().method().equals(HttpMethod.GET)) {
        throw new HttpRefusal(405, "Only GET is answered here.");
      }
      if (visit.request().query() != null) {
        throw new HttpRefusal(400, "No query is answered here.");
      }
    } catch (HttpRefusal refusal) {
      RequestGuard.refuse(visit, refusal.problem());
      return;
    }
    visit.next();
  }
}
