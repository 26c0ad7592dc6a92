package org.fleetreboot.app.program;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.hub.Hub;
import org.fleetreboot.app.lint.Finding;
import org.fleetreboot.app.lint.LintJson;
import org.fleetreboot.app.lint.Linter;
import org.fleetreboot.app.plan.BootTimes;
import org.fleetreboot.app.plan.ChainPlan;
import org.fleetreboot.app.plan.MinimumDuration;
import org.fleetreboot.app.plan.Planner;
import org.fleetreboot.app.route.LintRoutes;
import org.fleetreboot.app.route.OfflineRoutes;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalSetting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
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
    try (OfflineRoutes routes = OfflineRoutes.read(settings, environment, hubs);
        Hub hub = Hub.of(hubs.all().get(0).access(), environment)) {
      List<ChainStep> steps = routes.steps(chain);
      return new Planner(hub, floor(), boots, environment.clock().instant())
          .plan(chain, steps, routes.deviceChecks());
    }
  }

  /** How fast the hub may be asked. */
  public MinimumDuration floor() {
    return new MinimumDuration(
        settings.get(Setting.TIER), settings.get(Setting.UNITS), settings.get(Setting.SHARE));
  }

  /**
   * From the journal, if there is a readable one.
   *
   * @param err why it is not readable
   */
  public BootTimes boots(PrintStream err) {
    if (Files.notExists(JournalSetting.file(settings, environment))) {
      return BootTimes.UNKNOWN;
    }
    try (StoredFleet fleet = StoredFleet.open(settings, environment)) {
      return BootTimes.of(fleet.journal());
    } catch (JournalRefused | JournalFailed | UnreadableEvent unreadable) {
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
