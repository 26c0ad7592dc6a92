package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Where an exchange is in its run: at a node, within the nodes that led there. It goes along as an
 * exchange property, also to copies and to routes behind {@code direct:} and {@code seda:}.
 */
final class Place {
  static final String PROPERTY = "CamelRebootPlace";

  /** Exchange property: where a node has failed last. */
  static final String FAILED = "CamelRebootFailedPlace";

  /** Exchange property: where an error handler comes back to with the next node. */
  static final String REDELIVERED = "CamelRebootRedeliveredPlace";

  private final Pass pass;
  private final @Nullable Place around;
  private final @Nullable NamedNode node;
  private final @Nullable RouteDefinition route;
  private final @Nullable Integer loop;

  /** The same for all attempts of an error handler at this node. */
  private final Object visit;

  private final int attempt;

  /** Whether the chain goes on only when what happens here is over. */
  private final boolean awaited;

  private Place(
      Pass pass,
      @Nullable Place around,
      @Nullable NamedNode node,
      @Nullable RouteDefinition route,
      @Nullable Integer loop,
      Object visit,
      int attempt,
      boolean awaited) {
    this.pass = pass;
    this.around = around;
    this.node = node;
    this.route = route;
    this.loop = loop;
    this.visit = visit;
    this.attempt = attempt;
    this.awaited = awaited;
  }

  /** Before the first node. */
  static Place start(Pass pass) {
    return new Place(pass, null, null, null, null, new Object(), 1, true);
  }

  /**
   * At a node within this one.
   *
   * @param index of the loop that the node stands directly in; null for none
   */
  Place at(NamedNode inner, @Nullable RouteDefinition innerRoute, @Nullable Integer index) {
    return new Place(pass, this, inner, innerRoute, index, new Object(), 1, awaited);
  }

  /** The next attempt at the same node. */
  Place again() {
    return new Place(pass, around, node, route, loop, visit, attempt + 1, awaited);
  }

  /** The same for what the chain does not wait for. */
  Place unawaited() {
    return new Place(pass, around, node, route, loop, visit, attempt, false);
  }

  boolean isAwaited() {
    return awaited;
  }

  /** Whether an error handler has come back to a node that led to both, after that place. */
  boolean isRedeliveryOf(Place earlier) {
    for (Place mine = this; mine != null; mine = mine.around) {
      for (Place its = earlier; its != null; its = its.around) {
        if (mine.visit == its.visit && mine.attempt > its.attempt) {
          return true;
        }
      }
    }
    return false;
  }

  /** The ids of their own of the nodes that called the routes on the way, the first one first. */
  List<String> callers() {
    List<String> ids = new ArrayList<>();
    for (Place at = this; at.around != null; at = at.around) {
      Place caller = at.around;
      if (at.isEntry()
          && caller.node instanceof ProcessorDefinition<?> definition
          && definition.hasCustomIdAssigned()) {
        ids.add(0, definition.getId());
      }
    }
    return ids;
  }

  /** The indices of the loops around, the outermost first. */
  List<Integer> loops() {
    List<Integer> indices = new ArrayList<>();
    for (Place at = this; at != null; at = at.around) {
      if (at.loop != null) {
        indices.add(0, at.loop);
      }
    }
    return indices;
  }

  boolean isWithin(Class<? extends NamedNode> type) {
    for (Place at = around; at != null; at = at.around) {
      if (type.isInstance(at.node)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is the first place of a way through a route. */
  private boolean isEntry() {
    return around != null && route != around.route;
  }

  Pass pass() {
    return pass;
  }

  @Nullable NamedNode node() {
    return node;
  }
}
