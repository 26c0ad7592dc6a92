package org.fleetreboot.app.page;

import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;

/** The hub: whether it works, its quota, and how much of that is free. */
final class HubPage {
  private final Surface surface;

  HubPage(Surface surface) {
    this.surface = surface;
  }

  Answer show(Visit visit) {
    HubHealth health = surface.fleet().health();
    HubHeadroom headroom = surface.fleet().headroom();
    HubJson hub = HubJson.of(health, headroom);
    int freeCalls = (int) Math.round(100 * hub.quota().freeCalls());
    int freeReads = (int) Math.round(100 * hub.quota().freeReads());
    String version = Surface.version(surface.state(), hub.quota().speed(), freeCalls, freeReads);
    if (visit.isRefresh() && visit.seen().equals(Optional.of(version))) {
      return Answer.unchanged();
    }
    StateMark mark =
        health.isSuspended()
            ? Surface.SUSPENDED
            : new StateMark(hub.status(), "✓", "+", StateMark.Tone.GOOD);
    return Surface.fresh(
        "hub",
        surface.freshFrame(visit, "Hub", "hub", "/hub", version),
        Map.of(
            "name",
            Texts.plain(surface.fleet().hub()),
            "mark",
            mark,
            "hub",
            hub,
            "freeCalls",
            freeCalls,
            "freeReads",
            freeReads,
            "stopped",
            !surface.view().stops(surface.fleet().hub()).isEmpty()));
  }
}
