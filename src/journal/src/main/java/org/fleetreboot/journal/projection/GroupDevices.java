package org.fleetreboot.journal.projection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/** The devices of one group, in the order in which they joined. */
final class GroupDevices {
  private final String step;
  private final String hub;
  private final Map<String, DeviceView> devices = new LinkedHashMap<>();
  private final Map<String, Proof> proofs = new HashMap<>();

  /** Devices that rebooted once more by themselves after their call. */
  private final Set<String> unplanned = new HashSet<>();

  GroupDevices(String step, String hub) {
    this.step = step;
    this.hub = hub;
  }

  /** A device that joins again waits again, in the place that it had. */
  void join(List<String> joining) {
    for (String device : joining) {
      devices.put(device, new DeviceView(hub, device, step, DeviceStatus.WAITING, null, null));
    }
  }

  /** Nothing is shown of a device that has not joined. */
  void apply(String device, RebootEvent event, @Nullable Proof proof) {
    DeviceView known = devices.get(device);
    if (known == null) {
      return;
    }
    devices.put(device, changed(known, DeviceChange.of(event), event));
    if (proof != null) {
      proofs.put(device, proof);
    }
  }

  private DeviceView changed(DeviceView known, DeviceChange change, RebootEvent event) {
    return new DeviceView(
        hub,
        known.device(),
        step,
        change.status() == null ? known.status() : change.status(),
        change.status() == null ? known.at() : event.at(),
        detail(known, change),
        switch (change.answer()) {
          case AS_BEFORE -> known.answer();
          case NOT_YET -> null;
          case NOW -> DeviceChange.answer(event);
        },
        change.backLate() ? event.at() : known.backLateAt());
  }

  private @Nullable String detail(DeviceView known, DeviceChange change) {
    String before = known.detail();
    String text = change.text();
    return switch (change.detail()) {
      case REPLACED -> text;
      case REPLACED_IF_PLANNED -> unplanned.contains(known.device()) ? before : text;
      case REPLACED_AND_UNPLANNED -> {
        unplanned.add(known.device());
        yield text;
      }
      case ADDED -> {
        if (before == null || text == null) {
          yield before == null ? text : before;
        }
        yield before.endsWith(text) ? before : before + "; " + text;
      }
    };
  }

  List<DeviceView> all() {
    return List.copyOf(devices.values());
  }

  /** The last event of that device; null if there was none. */
  @Nullable Proof proof(String device) {
    return proofs.get(device);
  }
}
