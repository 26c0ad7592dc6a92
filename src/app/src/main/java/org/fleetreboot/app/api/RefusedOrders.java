package org.fleetreboot.app.api;

import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.fleetreboot.app.http.Budgets;
import org.fleetreboot.app.identity.MissingRole;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the orders of known people that were refused: for lack of a role, or by a rule such as
 * that of four eyes. Each person can add ten at once and one a minute to the journal, and all
 * together a hundred at once and ten a minute; the others are only answered. Thread-safe.
 */
public final class RefusedOrders {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedOrders.class);
  private static final double SECONDS = 60;
  private static final String ALL = "";

  private final Supplier<Fleet> fleet;
  private final Budgets each;
  private final Budgets together;

  /**
   * @param fleet available once Camel starts the routes
   */
  public RefusedOrders(Supplier<Fleet> fleet) {
    this(fleet, System::nanoTime);
  }

  RefusedOrders(Supplier<Fleet> fleet, LongSupplier nanoTime) {
    this.fleet = fleet;
    this.each = new Budgets(nanoTime, 10, 1 / SECONDS);
    this.together = new Budgets(nanoTime, 100, 10 / SECONDS);
  }

  /** What somebody orders, before it is known whether they may. */
  public record Order(
      Requester by,
      String order,
      @Nullable String run,
      @Nullable String step,
      @Nullable String device) {}

  /** Records the order, if that failure is a refusal, and the person has not too many already. */
  public void record(Order order, Throwable failure) {
    Throwable refusal = failure.getCause() == null ? failure : failure.getCause();
    if (!(refusal instanceof MissingRole || refusal instanceof ControlRefused)) {
      return;
    }
    String who = order.by().proof() + " " + order.by().issuer() + " " + order.by().name();
    if (!each.take(who) || !together.take(ALL)) {
      LOG.info("{} was refused to {} once more.", order.by().text(), order.order());
      return;
    }
    CompletionStage<Boolean> recorded =
        fleet
            .get()
            .control()
            .refused(
                new RefusedOrder(
                    order.by(),
                    order.order(),
                    order.run(),
                    order.step(),
                    order.device(),
                    String.valueOf(refusal.getMessage())));
    // The answer is the refusal, whatever becomes of its record.
    var unused =
        recorded.exceptionally(
            lost -> {
              LOG.warn("A refused order is not recorded: {}", lost.getMessage());
              return false;
            });
  }
}
