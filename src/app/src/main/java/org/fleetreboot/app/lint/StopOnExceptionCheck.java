package org.fleetreboot.app.lint;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.SplitDefinition;
import org.fleetreboot.reboot.graph.CallGraph;

/**
 * Finds parallel steps of which Camel runs the next after one has failed, because nothing says
 * otherwise.
 */
final class StopOnExceptionCheck {
  private final CallGraph graph;

  StopOnExceptionCheck(CallGraph graph) {
    this.graph = graph.guessing();
  }

  /** The nodes without an explicit setting. */
  List<Finding> of(WrittenRoute route) {
    List<Finding> findings = new ArrayList<>();
    for (ProcessorDefinition<?> node : route.nodes()) {
      if (goesOn(node) && graph.callsOf(node).stream().anyMatch(call -> call.address().isStep())) {
        findings.add(
            route.finding(
                node,
                "%s continues with the next devices after a step in it has failed: write stopOnException: true, or false if you mean that."
                    .formatted(node.getShortName())));
      }
    }
    return findings;
  }

  private static boolean goesOn(ProcessorDefinition<?> node) {
    if (node instanceof SplitDefinition split) {
      return split.getStopOnException() == null;
    }
    if (node instanceof MulticastDefinition multicast) {
      return multicast.getStopOnException() == null;
    }
    return node instanceof RecipientListDefinition<?> list && list.getStopOnException() == null;
  }
}
