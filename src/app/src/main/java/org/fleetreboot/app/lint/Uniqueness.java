package org.fleetreboot.app.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.fleetreboot.reboot.graph.EndpointAddress;

/** Remembers the ids and chains of all files, which must be unique in a program. */
final class Uniqueness {
  private final Map<String, String> routes = new HashMap<>();
  private final Map<String, String> steps = new HashMap<>();
  private final Map<String, String> chains = new HashMap<>();

  /**
   * The duplicates in the route.
   *
   * @param from what it begins with, without placeholders
   */
  List<Finding> check(WrittenRoute route, String from) {
    List<Finding> findings = new ArrayList<>();
    if (route.hasOwnId()) {
      take(route, route.definition(), routes, route.id(), "a route", findings);
    }
    EndpointAddress begins = EndpointAddress.of(from);
    if (begins.isChain()) {
      String chain = begins.toString();
      String other = chains.putIfAbsent(chain, place(route, route.definition()));
      if (other != null) {
        findings.add(
            route.finding(
                route.definition(),
                "%s already begins a route in %s, and a chain is one route: give this one another"
                        .formatted(chain, other)
                    + " name."));
      }
    }
    for (ProcessorDefinition<?> node : route.nodes()) {
      if (node.hasCustomIdAssigned()) {
        take(route, node, steps, node.getId(), "a step", findings);
      }
    }
    return findings;
  }

  private static void take(
      WrittenRoute route,
      OptionalIdentifiedDefinition<?> node,
      Map<String, String> taken,
      String id,
      String what,
      List<Finding> findings) {
    String place = place(route, node);
    String other = taken.putIfAbsent(id, place);
    // Routes of one template share its steps.
    if (other != null && !(route.isMade() && other.equals(place))) {
      findings.add(
          route.finding(
              node,
              "the id %s already names %s in %s: give this one another."
                  .formatted(id, what, other)));
    }
  }

  private static String place(WrittenRoute route, OptionalIdentifiedDefinition<?> node) {
    String file = String.valueOf(route.file().getFileName());
    return node.getLineNumber() > 0 ? file + ":" + node.getLineNumber() : file;
  }
}
