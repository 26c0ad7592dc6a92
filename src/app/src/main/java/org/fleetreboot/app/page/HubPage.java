package org.fleetreboot.app.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.report.HubJson;

/** The hubs: whether they work, their quotas, and how much of those is free. */
final class HubPage {
  private final Surface surface;

  HubPage(Surface surface) {
    this.surface = surface;
  }

  Answer show(Visit visit) {
    List<HubCard> hubs = new ArrayList<>();
    for (HubJson hub : surface.fleet().hubStates().all()) {
      hubs.add(HubCard.of(hubs.size() + 1, hub));
    }
    String version = Surface.version(surface.state(), hubs);
    if (visit.isRefresh() && visit.seen().equals(Optional.of(version))) {
      return Answer.unchanged();
    }
    boolean stopped =
        hubs.stream().allMatch(card -> !surface.view().stops(card.hub().hub()).isEmpty());
    return Surface.fresh(
        "hub",
        surface.freshFrame(visit, hubs.size() == 1 ? "Hub" : "Hubs", "hub", "/hub", version),
        Map.of("hubs", hubs, "stopped", stopped));
  }
}
