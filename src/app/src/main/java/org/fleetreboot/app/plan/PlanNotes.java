package org.fleetreboot.app.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.WindowRule;
import org.jspecify.annotations.Nullable;

/** The notes below a plan. */
final class PlanNotes {
  private final Instant now;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param now when the chain would begin
   */
  PlanNotes(Instant now) {
    this.now = now;
  }

  List<String> all() {
    return List.copyOf(notes);
  }

  void checks(List<String> endpoints) {
    if (!endpoints.isEmpty()) {
      notes.add(
          "%s is asked before each call: it may skip a device, or defer its call."
              .formatted(String.join(", ", endpoints)));
    }
  }

  void empty(ChainStep step) {
    notes.add(step.id() + " has no devices: the step fails. Correct its query, or set allowEmpty.");
  }

  void leftOver(ChainStep step, int leftOver, int devices, boolean fails) {
    notes.add(
        "%s: %d of %d do not fit into its window, and are skipped%s."
            .formatted(step.id(), leftOver, devices, fails ? ": the step fails" : ""));
  }

  /** Which steps the chain does not reach after one that fails. */
  void cutOff(ChainStep failed, List<ChainStep> notReached) {
    String after =
        notReached.stream()
            .filter(step -> step.isCutOffBy(failed))
            .map(ChainStep::id)
            .collect(Collectors.joining(", "));
    if (!after.isEmpty()) {
      notes.add("%s fails, so the chain does not reach %s.".formatted(failed.id(), after));
    }
  }

  /** What is special about a group. */
  void group(
      ChainStep step,
      GroupOptions options,
      List<String> devices,
      List<String> offline,
      Duration atLeast) {
    if (!offline.isEmpty()) {
      notes.add(
          "%s: %d of %d %s offline now, and %s."
              .formatted(
                  step.id(),
                  offline.size(),
                  devices.size(),
                  offline.size() == 1 ? "is" : "are",
                  fate(options.offlinePolicy().offline(), offline.size() == 1)));
    }
    DisruptionBudget budget = options.budget();
    if (budget != null && devices.size() > 1) {
      notes.add(
          "%s respects %s: related devices wait for each other, so fewer may be called at once, and it may take longer."
              .formatted(step.id(), words(budget)));
    }
    WindowRule rule = options.window();
    if (rule != null) {
      window(step.id(), rule, options.callOptions().confirmWithin(), atLeast);
    }
  }

  private static String fate(OfflinePolicy.Offline offline, boolean one) {
    return switch (offline) {
      case FAIL -> one ? "ends offline if it stays offline" : "end offline if they stay offline";
      case SKIP -> one ? "is skipped if it stays offline" : "are skipped if they stay offline";
      case WAIT -> one ? "is waited for" : "are waited for";
    };
  }

  private static String words(DisruptionBudget budget) {
    List<String> words = new ArrayList<>();
    if (budget.neverTogether() != null) {
      words.add("neverTogether " + budget.neverTogether());
    }
    budget.maxDownPer().forEach(limit -> words.add("maxDownPer " + limit));
    return String.join(", ", words);
  }

  static String words(WindowRule rule) {
    return rule.windowZone() == null
        ? rule.window().toString()
        : rule.window() + ", or by " + rule.windowZone() + " of the device";
  }

  private void window(
      String step, WindowRule rule, Duration confirmWithin, @Nullable Duration atLeast) {
    Instant opens = rule.window().nextCall(now, confirmWithin);
    if (rule.windowZone() == null && (opens == null || opens.isAfter(now))) {
      notes.add(
          "%s calls no device before its window opens%s."
              .formatted(step, opens == null ? "" : ", at " + TimeText.time(opens)));
    }
    Duration open = rule.window().length().minus(confirmWithin);
    if (atLeast != null && atLeast.compareTo(open) > 0) {
      notes.add(
          "%s takes %s at least, and its window is open for calls for %s at a time: the rest %s."
              .formatted(
                  step,
                  DurationFormat.about(atLeast),
                  DurationFormat.about(open),
                  rule.windowEnd() == WindowRule.End.SKIP ? "is skipped" : "waits for the next"));
    }
  }
}
