package org.fleetreboot.app.page;

import java.util.Map;
import org.fleetreboot.app.api.Acknowledged;

/** Asks for the reason of an order, and carries it out once it is confirmed. */
final class OrderPages {
  private final Surface surface;

  OrderPages(Surface surface) {
    this.surface = surface;
  }

  /**
   * The question, on a page of its own: it needs no script, and nothing moves under the pointer.
   */
  Answer ask(Visit visit) {
    Order order = Order.of(visit);
    if (!order.run().isEmpty()) {
      var unused = surface.run(order.run());
    }
    return Answer.page(
        Html.of(
            "order",
            surface.frame(visit, order.title(), order.run().isEmpty() ? "" : "runs"),
            Map.of("order", order, "path", visit.request().path())));
  }

  Answer carryOut(Visit visit) {
    Order order = Order.of(visit);
    String reason = visit.field("reason").orElse(order.verb() + " on the dashboard");
    var unused =
        Acknowledged.await(
            order.place(
                surface.fleet().control(),
                visit.session().name(),
                reason,
                visit.field("force").isPresent()));
    return Answer.seeOther(order.back());
  }
}
