package org.fleetreboot.app.program;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.hub.Hub;
import org.fleetreboot.app.lint.Finding;
import org.fleetreboot.app.lint.LintJson;
import org.fleetreboot.app.lint.Linter;
import org.fleetreboot.app.plan.BootTimes;
import org.fleetreboot.app.plan.ChainPlan;
import org.fleetreboot.app.plan.MinimumDuration;
import org.fleetreboot.app.plan.PlannedHub;
import org.fleetreboot.app.plan.Planner;
import org.fleetreboot.app.route.LintRoutes;
import org.fleetreboot.app.route.OfflineRoutes;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.NamedHub;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.JournalUnreachable;
import org.fleetreboot.journal.UnreadableEvent;
import org.fleetreboot.reboot.step.ChainStep;

/** What the route files would do: plans and mistakes. It calls no device and records nothing. */
public final class RoutePreview {
  private final Settings settings;
  private final ProcessEnvironment environment;
  private final Hubs hubs;

  /**
   * @param hubs the hubs that are asked for the devices of a plan
   */
  public RoutePreview(Settings settings, ProcessEnvironment environment, Hubs hubs) {
    this.settings = settings;
    this.environment = environment;
    this.hubs = hubs;
  }

  /**
   * What a chain would do now.
   *
   * @param boots how long devices took so far
   */
  public ChainPlan plan(String chain, BootTimes boots) {
    List<PlannedHub> asked = new ArrayList<>();
    try (OfflineRoutes routes = OfflineRoutes.read(settings, environment, hubs)) {
      List<ChainStep> steps = routes.steps(chain);
      hubs.all()
          .forEach(
              hub ->
                  asked.add(
                      new PlannedHub(hub.name(), Hub.of(hub.access(), environment), floor(hub))));
      return new Planner(asked, boots, environment.clock().instant())
          .plan(chain, steps, routes.deviceChecks());
    } finally {
      asked.forEach(hub -> hub.hub().close());
    }
  }

  /** How fast a hub may be asked. */
  private static MinimumDuration floor(NamedHub hub) {
    return new MinimumDuration(hub.tier(), hub.units(), hub.share());
  }

  /** What limits the duration, in words. */
  public String quota() {
    return hubs.all().stream()
        .map(hub -> quota(hub) + (hubs.areSeveral() ? " on " + hub.name() : ""))
        .collect(Collectors.joining(" and "));
  }

  private static String quota(NamedHub hub) {
    return "%d %% of %d %s %s"
        .formatted(
            Math.round(hub.share() * 100),
            hub.units(),
            hub.tier(),
            hub.units() == 1 ? "unit" : "units");
  }

  /**
   * From the journal, if there is a readable one.
   *
   * @param err why it is not readable
   */
  public BootTimes boots(PrintStream err) {
    if (!JournalLocation.of(settings, environment).isThere()) {
      return BootTimes.UNKNOWN;
    }
    try (StoredFleet fleet = StoredFleet.open(settings, environment)) {
      return BootTimes.of(fleet.journal());
    } catch (JournalRefused | JournalUnreachable | JournalFailed | UnreadableEvent unreadable) {
      err.println(
          "This plan does not use the history of earlier runs: "
              + Explanation.of(unreadable).sentence());
      return BootTimes.UNKNOWN;
    }
  }

  /** The mistakes in the files that the settings name. */
  LintJson lint() {
    try (LintRoutes routes = LintRoutes.open(settings, environment, Optional.empty())) {
      List<Finding> findings = Linter.findings(routes, environment.clock().instant());
      return LintJson.of(routes.files().size(), findings, environment.workingDirectory());
    }
  }
}
