package org.fleetreboot.journal.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** One run of the read model in memory. Its groups may be known before it. */
final class RunProjection {
  private final String id;

  /** The groups of each step, by hub. */
  private final Map<String, SortedMap<String, GroupProjection>> groups = new HashMap<>();

  private @Nullable RunFold fold;

  RunProjection(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  boolean isAccepted() {
    return fold != null;
  }

  /** A run begins with its acceptance. */
  void apply(RunEvent event) {
    if (fold != null) {
      fold = fold.apply(event);
    } else if (event instanceof RunEvent.RunAccepted accepted) {
      fold = RunFold.of(accepted);
    }
  }

  void apply(String step, String hub, GroupEvent event) {
    groups
        .computeIfAbsent(step, name -> new TreeMap<>())
        .computeIfAbsent(hub, name -> new GroupProjection(step, hub))
        .apply(event);
  }

  /** Nothing is shown of a device without a group. */
  void apply(String hub, String device, RecordedEvent recorded, RebootEvent event) {
    GroupProjection group = groups(event.step()).get(hub);
    if (group != null) {
      group.apply(
          device, event, new Proof(recorded.id(), recorded.type(), recorded.position().value()));
    }
  }

  private SortedMap<String, GroupProjection> groups(String step) {
    SortedMap<String, GroupProjection> known = groups.get(step);
    return known == null ? new TreeMap<>() : known;
  }

  RunView view() {
    return known()
        .view(
            id,
            groups.values().stream()
                .flatMap(step -> step.values().stream())
                .map(GroupProjection::group)
                .toList());
  }

  /** Its devices, in the order of their steps, hubs and turns. */
  List<RunDeviceView> devices() {
    List<RunDeviceView> all = new ArrayList<>();
    for (String step : known().inOrder(groups.keySet())) {
      for (GroupProjection group : groups(step).values()) {
        for (DeviceView device : group.devices()) {
          all.add(known().view(id, device, group.proof(device.device())));
        }
      }
    }
    return all;
  }

  private RunFold known() {
    if (fold == null) {
      throw new IllegalStateException("Run " + id + " was never accepted.");
    }
    return fold;
  }
}
