package org.fleetreboot.app.page;

import java.util.Map;
import org.fleetreboot.app.api.Acknowledged;
import org.fleetreboot.app.api.RefusedOrders;
import org.fleetreboot.app.identity.Caller;

/** Asks for the reason of an order, and carries it out once it is confirmed. */
final class OrderPages {
  private final Surface surface;
  private final RefusedOrders refusals;

  OrderPages(Surface surface, RefusedOrders refusals) {
    this.surface = surface;
    this.refusals = refusals;
  }

  /**
   * The question, on a page of its own: it needs no script, and nothing moves under the pointer.
   */
  Answer ask(Visit visit) {
    Order order = Order.of(visit);
    visit.session().caller().require(order.verb().role());
    if (!order.run().isEmpty()) {
      var unused = surface.run(order.run());
    }
    return Answer.page(
        Html.of(
            "order",
            surface.frame(visit, order.title(), order.run().isEmpty() ? "" : "runs"),
            Map.of("order", order, "path", visit.path())));
  }

  Answer carryOut(Visit visit) {
    Order order = Order.of(visit);
    try {
      carryOut(order, visit);
    } catch (RuntimeException failure) {
      refusals.record(order.by(visit.session().caller().requester()), failure);
      throw failure;
    }
    return Answer.seeOther(order.back());
  }

  private void carryOut(Order order, Visit visit) {
    Caller caller = visit.session().caller();
    caller.require(order.verb().role());
    String reason = visit.field("reason").orElse(order.verb() + " on the dashboard");
    var unused =
        Acknowledged.await(
            order.place(
                surface.fleet().control(),
                caller.requester(),
                reason,
                visit.field("force").isPresent()));
  }
}
