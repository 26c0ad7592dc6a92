package org.fleetreboot.app.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.app.query.PastTime;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/** Finds devices, and how they ended in all runs, by id, hub, outcome, time and reason. */
final class HistoryPage {
  private static final int SCREENFUL = 50;

  private final Surface surface;

  HistoryPage(Surface surface) {
    this.surface = surface;
  }

  Answer show(Visit visit) {
    String device = visit.query("device").orElse("");
    String hub = visit.query("hub").orElse("");
    String outcome = visit.query("outcome").orElse("");
    String since = visit.query("since").orElse("");
    String until = visit.query("until").orElse("");
    String reason = visit.query("reason").orElse("");
    String after = visit.query("after").orElse(null);
    Set<DeviceStatus> outcomes =
        outcome.isEmpty()
            ? StatusWords.ENDED
            : StatusWords.ofOutcomes(List.of(outcome.split(",", -1)));
    DeviceFilter filter =
        new DeviceFilter(
            null,
            null,
            hub.isEmpty() ? null : hub,
            device.isEmpty() ? null : device,
            outcomes,
            reason.isEmpty() ? null : reason,
            time(since),
            time(until));
    Map<String, Object> what = new HashMap<>();
    if (filter.searchesEveryDevice()) {
      what.put("remark", "A reason alone would read every device of every run: give a time, too.");
      what.put("rows", List.of());
      what.put("next", "");
    } else {
      Page<RunDeviceView> page = surface.view().history(filter, new PageRequest(after, SCREENFUL));
      what.put("remark", "");
      what.put("rows", page.items().stream().map(HistoryRow::of).toList());
      what.put(
          "next",
          page.next() == null
              ? ""
              : "/devices?device=%s&hub=%s&outcome=%s&since=%s&until=%s&reason=%s&after=%s"
                  .formatted(
                      Texts.query(device),
                      Texts.query(hub),
                      Texts.query(outcome),
                      Texts.query(since),
                      Texts.query(until),
                      Texts.query(reason),
                      Texts.query(page.next())));
    }
    List<String> hubs = hubs();
    what.put("hubs", hubs.size() < 2 ? List.of() : hubs);
    what.put("hub", hub);
    what.put("device", device);
    what.put("outcome", outcome);
    what.put("since", since);
    what.put("until", until);
    what.put("reason", reason);
    return Surface.fresh("history", surface.frame(visit, "Devices", "devices"), what);
  }

  private List<String> hubs() {
    return surface.journal().partitions().stream()
        .filter(partition -> !partition.equals(StreamId.RUNS))
        .map(StreamId::hubOf)
        .sorted()
        .toList();
  }

  private @Nullable Instant time(String text) {
    return text.isEmpty() ? null : PastTime.parse(text, surface.now());
  }
}
