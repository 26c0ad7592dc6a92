package org.fleetreboot.reboot.step;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all steps, by which the journal knows them again after a restart.
 *
 * <p>A step's key is the explicit id of its {@code to}, with its {@code key} option and the loop's
 * index where there are such: {@code nightly-site[paris]}, {@code nightly-wave[2]}. Ids that Camel
 * makes up are numbered in the order of loading, so they name another step after the next edit.
 */
public final class StepKeys extends LifecycleStrategySupport {
  private final CamelContext context;
  private final Map<String, CheckedStep> steps = new ConcurrentHashMap<>();

  private StepKeys(CamelContext context) {
    this.context = context;
  }

  /**
   * Those of that context. From the first call on, routes with steps that have no key are refused.
   */
  public static StepKeys of(CamelContext context) {
    synchronized (context) {
      StepKeys known = context.getCamelContextExtension().getContextPlugin(StepKeys.class);
      if (known != null) {
        return known;
      }
      StepKeys keys = new StepKeys(context);
      context.getCamelContextExtension().addContextPlugin(StepKeys.class, keys);
      context.addLifecycleStrategy(keys);
      return keys;
    }
  }

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    for (Route route : routes) {
      if (route.getRoute() instanceof RouteDefinition definition) {
        StepCheck check = new StepCheck(context, definition);
        check.steps().forEach(step -> steps.put(step.id(), step));
      }
    }
  }

  @Override
  public void onRoutesRemove(Collection<Route> routes) {
    for (Route route : routes) {
      steps.values().removeIf(step -> step.route().equals(route.getRouteId()));
    }
  }

  /**
   * The key of the step that the exchange is in.
   *
   * @throws IllegalStateException when it has none that is the same on a replay
   */
  String keyOf(Exchange exchange, RebootEndpoint endpoint) {
    String node = exchange.getExchangeExtension().getHistoryNodeId();
    CheckedStep step = node == null ? null : steps.get(node);
    if (step == null) {
      throw new IllegalStateException(
          endpoint
              + " was reached from "
              + (node == null ? "outside a route" : "node " + node)
              + ". A step is a `to` with an id of its own, written in a route: only that is known"
              + " again after a restart.");
    }
    // In another route than the run's, the split or the loop may be around the call.
    boolean called = !step.route().equals(exchange.getFromRouteId());
    String pass = pass(exchange, endpoint);
    if (called && pass == null && exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null) {
      throw new IllegalStateException(StepCheck.inSplit(step.id(), step.route()));
    }
    Object loop =
        called || step.inLoop() ? exchange.getProperty(ExchangePropertyKey.LOOP_INDEX) : null;
    return step.id()
        + (pass == null ? "" : "[" + pass + "]")
        + (loop == null ? "" : "[" + loop + "]");
  }

  private @Nullable String pass(Exchange exchange, RebootEndpoint endpoint) {
    String key = endpoint.getConfiguration().getKey();
    if (key == null) {
      return null;
    }
    String pass =
        context.resolveLanguage("simple").createExpression(key).evaluate(exchange, String.class);
    if (pass == null || pass.isBlank() || pass.indexOf('/') >= 0) {
      throw new IllegalStateException(
          "The key '" + key + "' of " + endpoint + " gives '" + pass + "': give text without '/'.");
    }
    return pass;
  }

  /**
   * A step that was found in order.
   *
   * @param id of its {@code to}
   * @param maybe whether a choice, a loop or the like decides about it, how often or whether at all
   */
  record CheckedStep(
      String id, String route, boolean inLoop, boolean maybe, RebootEndpoint endpoint) {}
}
