package org.fleetreboot.app.page;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;

/** The devices of one run, in pages, by state, step, id and reason. */
final class RunDevicesPage {
  private static final int SCREENFUL = 100;

  private final Surface surface;

  RunDevicesPage(Surface surface) {
    this.surface = surface;
  }

  Answer show(Visit visit) {
    RunView run = surface.run(visit.part(2));
    String step = visit.query("step").orElse("");
    String hub = visit.query("hub").orElse("");
    String status = visit.query("status").orElse("");
    String device = visit.query("device").orElse("");
    String reason = visit.query("reason").orElse("");
    String after = visit.query("after").orElse(null);
    Set<DeviceStatus> statuses = EnumSet.noneOf(DeviceStatus.class);
    if (!status.isEmpty()) {
      statuses.addAll(StatusWords.ofDevices(List.of(status.split(",", -1))));
    }
    DeviceFilter filter =
        new DeviceFilter(
            run.run(),
            step.isEmpty() ? null : step,
            hub.isEmpty() ? null : hub,
            device.isEmpty() ? null : device,
            statuses,
            reason.isEmpty() ? null : reason,
            null,
            null);
    Page<DeviceView> page = surface.view().devices(filter, new PageRequest(after, SCREENFUL));
    String path =
        Texts.path("runs", run.run(), "devices")
            + "?step="
            + Texts.query(step)
            + "&hub="
            + Texts.query(hub)
            + "&status="
            + Texts.query(status)
            + "&device="
            + Texts.query(device)
            + "&reason="
            + Texts.query(reason);
    Map<String, Object> what = new HashMap<>();
    what.put("run", run);
    what.put("devices", page.items().stream().map(RunPicture.Device::of).toList());
    what.put("segments", BarSegment.ofCounts(surface.view().counts(filter)));
    what.put(
        "steps",
        run.steps().stream().filter(one -> one.targets() > 0).map(StepView::step).toList());
    what.put("step", step);
    what.put("hubs", run.isOnSeveralHubs() ? run.hubs() : List.of());
    what.put("hub", hub);
    what.put("status", status);
    what.put("device", device);
    what.put("reason", reason);
    what.put("next", page.next() == null ? "" : path + "&after=" + Texts.query(page.next()));
    return Surface.fresh(
        "run-devices", surface.frame(visit, "Devices of " + run.run(), "runs"), what);
  }
}
