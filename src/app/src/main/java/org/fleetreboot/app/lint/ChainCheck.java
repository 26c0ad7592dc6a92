package org.fleetreboot.app.lint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.model.ProcessorDefinition;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.WindowRule;
import org.fleetreboot.workflow.run.StepKind;

/** Finds groups of one chain that conflict, and windows that are too short for any call. */
final class ChainCheck {
  private final WrittenRoute route;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private ChainCheck(WrittenRoute route, Instant now) {
    this.route = route;
    this.now = now;
  }

  static List<Finding> of(WrittenRoute route, List<ChainStep> steps, Instant now) {
    ChainCheck check = new ChainCheck(route, now);
    for (int i = 0; i < steps.size(); i++) {
      ChainStep step = steps.get(i);
      if (step.endpoint().kind() == StepKind.GROUP) {
        check.window(step);
        steps.subList(0, i).forEach(earlier -> check.overlap(earlier, step));
      }
    }
    return check.findings;
  }

  private void window(ChainStep step) {
    GroupOptions options = step.endpoint().groupOptions();
    WindowRule rule = options.window();
    if (rule == null) {
      return;
    }
    if (rule.window().nextCall(now, options.callOptions().confirmWithin()) == null) {
      add(
          step,
          "the window %s does not open within a year: correct its hours, or its excluded dates."
              .formatted(rule.window()));
    }
  }

  private void overlap(ChainStep earlier, ChainStep step) {
    if (Collections.disjoint(earlier.endpoint().hubs(), step.endpoint().hubs())) {
      return;
    }
    // If both are in branches, perhaps only one of them runs.
    if ((earlier.maybe() && step.maybe()) || step.endpoint().groupOptions().callOptions().again()) {
      return;
    }
    String query = StaticTargets.query(step);
    if (!query.isEmpty() && query.equals(StaticTargets.query(earlier))) {
      add(
          step,
          earlier.id()
              + " has the same devices, and within a run each is called once: correct one of the"
              + " queries, or set again: true.");
      return;
    }
    Set<String> before = StaticTargets.of(earlier);
    String shared =
        StaticTargets.of(step).stream()
            .filter(before::contains)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!shared.isEmpty()) {
      add(
          step,
          "%s names %s too, and within a run each is called once: ".formatted(earlier.id(), shared)
              + "take it out of one of them, or set again: true.");
    }
  }

  private void add(ChainStep step, String text) {
    ProcessorDefinition<?> at =
        route.nodes().stream()
            .filter(node -> step.id().equals(node.getId()))
            .findFirst()
            .orElse(route.definition());
    findings.add(route.finding(at, step.id() + ": " + text));
  }
}
