package org.fleetreboot.reboot.step;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.fleetreboot.reboot.StepRefused;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all steps, by which the journal knows them again after a restart.
 *
 * <p>A step's key is its place in the run: the ids of the nodes that called the routes on the way
 * to it, the id of its own {@code to}, its {@code key} option and the indices of the loops around:
 * {@code nightly-site[paris]}, {@code north:ring}, {@code wave[2]}. Ids that Camel makes up are
 * numbered in the order of loading, so they name another step after the next edit: they are no part
 * of it. What the key cannot tell apart is refused, see {@link Pass}.
 */
public final class StepKeys extends LifecycleStrategySupport {
  private final CamelContext context;
  private final Map<NamedNode, CheckedStep> steps =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private StepKeys(CamelContext context) {
    this.context = context;
  }

  /**
   * Those of that context. From the first call on, routes with steps that have no key are refused,
   * and the ways of runs through routes made from then on are followed.
   */
  public static StepKeys of(CamelContext context) {
    synchronized (context) {
      StepKeys known = context.getCamelContextExtension().getContextPlugin(StepKeys.class);
      if (known != null) {
        return known;
      }
      StepKeys keys = new StepKeys(context);
      context.getCamelContextExtension().addContextPlugin(StepKeys.class, keys);
      context.getCamelContextExtension().addInterceptStrategy(Visit::of);
      context.addLifecycleStrategy(keys);
      return keys;
    }
  }

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    for (Route route : routes) {
      if (route.getRoute() instanceof RouteDefinition definition) {
        StepCheck check = new StepCheck(context, definition);
        check.steps().forEach(step -> steps.put(step.node(), step));
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
   * @throws StepRefused when it has none that is the same on a replay
   */
  String keyOf(Place place, Exchange exchange, RebootEndpoint endpoint) {
    NamedNode node = place.node();
    CheckedStep step = steps.get(node);
    if (step == null) {
      throw place.pass().refuse(unknown(endpoint, node == null ? "outside a route" : "node " + node.getId()));
    }
    String pass = pass(place, exchange, endpoint);
    if (pass == null && place.isWithin(SplitDefinition.class)) {
      throw place.pass().refuse(StepCheck.inSplit(step.id(), step.route()));
    }
    StringBuilder key = new StringBuilder();
    place.callers().forEach(id -> key.append(id).append(':'));
    key.append(step.id());
    if (pass != null) {
      key.append('[').append(pass).append(']');
    }
    place.loops().forEach(index -> key.append('[').append(index).append(']'));
    return key.toString();
  }

  /** What it is refused with when it was reached from there. */
  static String unknown(RebootEndpoint endpoint, String from) {
    return endpoint
            + " was reached from "
            + from
            + ". A step is a `to` with an id of its own, written in a route: only that is known"
            + " again after a restart.";
  }

  private @Nullable String pass(Place place, Exchange exchange, RebootEndpoint endpoint) {
    String key = endpoint.getConfiguration().getKey();
    if (key == null) {
      return null;
    }
    String pass =
        context.resolveLanguage("simple").createExpression(key).evaluate(exchange, String.class);
    if (pass == null || pass.isBlank() || pass.indexOf('/') >= 0) {
      throw place.pass().refuse(
          "The key '" + key + "' of " + endpoint + " gives '" + pass + "': give text without '/'.");
    }
    return pass;
  }

  /**
   * A step that was found in order.
   *
   * @param node its {@code to}
   * @param maybe whether a choice, a loop or the like decides about it, how often or whether at all
   */
  record CheckedStep(NamedNode node, String route, boolean maybe, RebootEndpoint endpoint) {
    String id() {
      return node.getId();
    }
  }
}
