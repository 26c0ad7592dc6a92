package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Where an exchange is in its run: at a node, within the nodes that led there. It travels as an
 * exchange property, also into copies and through {@code direct:} and {@code seda:}.
 */
final class RoutePosition {
  static final String PROPERTY = "CamelRebootPlace";

  /** Exchange property: where a node last failed. */
  static final String FAILED = "CamelRebootFailedPlace";

  /** Exchange property: where an error handler sends the exchange again with the next node. */
  static final String REDELIVERED = "CamelRebootRedeliveredPlace";

  private final InflightRun inflight;
  private final @Nullable RoutePosition around;
  private final @Nullable NamedNode node;
  private final @Nullable RouteDefinition route;
  private final @Nullable Integer loop;

  /** Equal for all attempts of an error handler at this node. */
  private final Object entry;

  private final int attempt;

  /** Whether the chain continues only after what happens here has ended. */
  private final boolean awaited;

  private RoutePosition(
      InflightRun inflight,
      @Nullable RoutePosition around,
      @Nullable NamedNode node,
      @Nullable RouteDefinition route,
      @Nullable Integer loop,
      Object entry,
      int attempt,
      boolean awaited) {
    this.inflight = inflight;
    this.around = around;
    this.node = node;
    this.route = route;
    this.loop = loop;
    this.entry = entry;
    this.attempt = attempt;
    this.awaited = awaited;
  }

  /** The position before the first node. */
  static RoutePosition start(InflightRun inflight) {
    return new RoutePosition(inflight, null, null, null, null, new Object(), 1, true);
  }

  /**
   * The position at a node within this one.
   *
   * @param index the index of the loop that directly contains the node; null for none
   */
  RoutePosition at(NamedNode inner, @Nullable RouteDefinition innerRoute, @Nullable Integer index) {
    return new RoutePosition(inflight, this, inner, innerRoute, index, new Object(), 1, awaited);
  }

  /** The position of the next attempt at the same node. */
  RoutePosition again() {
    return new RoutePosition(inflight, around, node, route, loop, entry, attempt + 1, awaited);
  }

  /** The same position for an exchange that the chain does not wait for. */
  RoutePosition unawaited() {
    return new RoutePosition(inflight, around, node, route, loop, entry, attempt, false);
  }

  boolean isAwaited() {
    return awaited;
  }

  /**
   * Whether this position is a redelivery of the earlier one, by an error handler at a node that
   * led to both.
   */
  boolean isRedeliveryOf(RoutePosition earlier) {
    for (RoutePosition mine = this; mine != null; mine = mine.around) {
      for (RoutePosition its = earlier; its != null; its = its.around) {
        if (mine.entry == its.entry && mine.attempt > its.attempt) {
          return true;
        }
      }
    }
    return false;
  }

  /** The explicit ids of the nodes that called the routes on the way, the first one first. */
  List<String> callers() {
    List<String> ids = new ArrayList<>();
    for (RoutePosition at = this; at.around != null; at = at.around) {
      RoutePosition caller = at.around;
      if (at.isEntry()
          && caller.node instanceof ProcessorDefinition<?> definition
          && definition.hasCustomIdAssigned()) {
        ids.add(0, definition.getId());
      }
    }
    return ids;
  }

  /** The indices of the surrounding loops, the outermost first. */
  List<Integer> loops() {
    List<Integer> indices = new ArrayList<>();
    for (RoutePosition at = this; at != null; at = at.around) {
      if (at.loop != null) {
        indices.add(0, at.loop);
      }
    }
    return indices;
  }

  boolean isWithin(Class<? extends NamedNode> type) {
    for (RoutePosition at = around; at != null; at = at.around) {
      if (type.isInstance(at.node)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is the first position in a route. */
  private boolean isEntry() {
    return around != null && route != around.route;
  }

  InflightRun inflightRun() {
    return inflight;
  }

  @Nullable NamedNode node() {
    return node;
  }
}
