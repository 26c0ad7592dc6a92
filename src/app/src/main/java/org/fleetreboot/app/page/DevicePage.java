package org.fleetreboot.app.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.explain.Explanation;
import org.fleetreboot.app.explain.Section;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;

/** One device: how it stands and why, and all its reboots with the markers before and after. */
final class DevicePage {
  private static final int SCREENFUL = 20;

  private final Surface surface;

  DevicePage(Surface surface) {
    this.surface = surface;
  }

  Answer show(Visit visit) {
    String device = visit.part(2);
    String after = visit.query("after").orElse(null);
    String version = Surface.version(surface.state(), String.valueOf(after));
    if (visit.isRefresh() && visit.seen().equals(java.util.Optional.of(version))) {
      return Answer.unchanged();
    }
    Explanation explanation =
        surface
            .explainer()
            .device(device)
            .orElseThrow(
                () ->
                    new HttpRefusal(404, "No run in this journal has a device '" + device + "'."));
    Page<RunDeviceView> page =
        surface.view().history(DeviceFilter.ofDevice(device), new PageRequest(after, SCREENFUL));
    DeviceCalls calls = DeviceCalls.of(surface.journal(), page.items());
    String path = Texts.path("devices", device);
    Map<String, Object> what = new HashMap<>();
    what.put("device", Texts.plain(device));
    what.put("explanation", explanation);
    what.put("sections", Section.values());
    what.put("rows", page.items().stream().map(calls::row).toList());
    what.put("skips", skips(page.items()));
    what.put(
        "onSeveralHubs",
        page.items().stream().map(row -> row.device().hub()).distinct().count() > 1);
    what.put("next", page.next() == null ? "" : path + "?after=" + Texts.query(page.next()));
    return Surface.fresh(
        "device",
        surface.freshFrame(
            visit,
            device,
            "devices",
            path + (after == null ? "" : "?after=" + Texts.query(after)),
            version),
        what);
  }

  /** Where it waits to be called, and can be left out. */
  private static List<String> skips(List<RunDeviceView> seen) {
    return seen.stream()
        .filter(
            one ->
                one.device().status() == DeviceStatus.WAITING
                    || one.device().status() == DeviceStatus.RETRYING)
        .map(RunDeviceView::run)
        .distinct()
        .toList();
  }
}
