package org.fleetreboot.reboot.step;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.fleetreboot.reboot.StepRefused;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which the journal recognizes all steps after a restart.
 *
 * <p>A step's key is its place in the run: the ids of the nodes that called the routes on the way
 * to it, the id of its own {@code to}, its {@code key} option, and the indices of the loops around
 * it: {@code nightly-site[paris]}, {@code north:ring}, {@code wave[2]}. Ids that Camel generates
 * are numbered in the order of loading and would name another step after the next edit, so they are
 * not part of the key. Steps with equal keys are refused, see {@link InflightRun}.
 */
public final class StepKeys extends LifecycleStrategySupport {
  private final CamelContext context;

  /** The valid nodes with the ids of their routes, as long as a route or a run uses them. */
  private final Map<NamedNode, String> steps = Collections.synchronizedMap(new WeakHashMap<>());

  private final Map<String, RunsInRoute> runs = new ConcurrentHashMap<>();

  private StepKeys(CamelContext context) {
    this.context = context;
  }

  /**
   * The keys of that context. After the first call, routes with steps that have no key are refused,
   * and runs are tracked through routes that are added.
   */
  public static StepKeys of(CamelContext context) {
    synchronized (context) {
      StepKeys known = context.getCamelContextExtension().getContextPlugin(StepKeys.class);
      if (known != null) {
        return known;
      }
      StepKeys keys = new StepKeys(context);
      context.getCamelContextExtension().addContextPlugin(StepKeys.class, keys);
      context
          .getCamelContextExtension()
          .addInterceptStrategy(
              (of, node, target, next) -> new PositionTracker(of, node, target, keys));
      context.getManagementStrategy().addEventNotifier(new RedeliveryTracker());
      if (context instanceof ModelCamelContext models) {
        context.getManagementStrategy().addEventNotifier(new OneWaySendGuard(models));
      }
      context.addLifecycleStrategy(keys);
      return keys;
    }
  }

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    for (Route route : routes) {
      if (route.getRoute() instanceof RouteDefinition definition
          && context instanceof ModelCamelContext models) {
        StepCheck check = new StepCheck(models, definition);
        check.steps().forEach(step -> steps.put(step.node(), definition.getRouteId()));
        route.addService(runsIn(definition.getRouteId()));
      }
    }
  }

  @Override
  public void onRoutesRemove(Collection<Route> routes) {
    routes.forEach(route -> runs.remove(route.getRouteId()));
  }

  /** The runs in a route. */
  RunsInRoute runsIn(String route) {
    return runs.computeIfAbsent(route, RunsInRoute::new);
  }

  /**
   * The key of the step that the exchange is in.
   *
   * @throws StepRefused if it has no key that is the same on a replay
   */
  String keyOf(RoutePosition position, Exchange exchange, RebootEndpoint endpoint) {
    NamedNode node = position.node();
    String route = node == null ? null : steps.get(node);
    if (node == null || route == null) {
      throw position
          .inflightRun()
          .refuse(unknown(endpoint, node == null ? "outside a route" : "node " + node.getId()));
    }
    if (!position.isAwaited()) {
      throw position
          .inflightRun()
          .refuse(
              "Step %s was reached by a way that the chain does not wait for, so nothing was called: reach it by direct:."
                  .formatted(node.getId()));
    }
    String own = ownKey(position, exchange, endpoint);
    if (own == null && position.isWithin(SplitDefinition.class)) {
      throw position.inflightRun().refuse(StepCheck.inSplit(node.getId(), route));
    }
    StringBuilder key = new StringBuilder();
    for (String caller : position.callers()) {
      if (caller.indexOf('/') >= 0) {
        throw position
            .inflightRun()
            .refuse(
                "The id '%s' leads to step %s and is a part of its name: give it an id without '/'."
                    .formatted(caller, node.getId()));
      }
      key.append(caller).append(':');
    }
    key.append(node.getId());
    if (own != null) {
      key.append('[').append(own).append(']');
    }
    position.loops().forEach(index -> key.append('[').append(index).append(']'));
    return key.toString();
  }

  /** The refusal of a step that was reached from there. */
  static String unknown(RebootEndpoint endpoint, String from) {
    return endpoint
        + " was reached from "
        + from
        + ". A step is a `to` with an id of its own, written in a route: only that is known"
        + " again after a restart.";
  }

  private @Nullable String ownKey(
      RoutePosition position, Exchange exchange, RebootEndpoint endpoint) {
    String key = endpoint.getConfiguration().getKey();
    if (key == null) {
      return null;
    }
    String own =
        context.resolveLanguage("simple").createExpression(key).evaluate(exchange, String.class);
    if (own == null || own.isBlank() || own.indexOf('/') >= 0) {
      throw position
          .inflightRun()
          .refuse(
              "The key '%s' of %s gives '%s': give text without '/'."
                  .formatted(key, endpoint, own));
    }
    return own;
  }

  /**
   * A valid step.
   *
   * @param node its {@code to}
   * @param maybe whether a choice, a loop or the like decides how often it runs, if at all
   */
  record CheckedStep(ToDefinition node, boolean maybe, RebootEndpoint endpoint) {
    String id() {
      return node.getId();
    }
  }
}
