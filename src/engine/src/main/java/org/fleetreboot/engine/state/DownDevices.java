package org.fleetreboot.engine.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.device.Call;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.RebootState.Doubtful;
import org.fleetreboot.workflow.device.RebootState.InFlight;

/**
 * The devices that are down or may be, by the values of the tags that relate them to others. This
 * is part of the fold of the journal: the intent of a call names the tags of its device.
 */
public final class DownDevices {
  private final Map<SharedTag, Set<LiveDevice>> down = new HashMap<>();

  /** All devices that are down, with tags or without. */
  private final ArrayList<LiveDevice> all = new ArrayList<>();

  /** A device has changed its state. */
  void moved(LiveDevice device, RebootState before) {
    boolean isDown = device.state() instanceof InFlight || device.state() instanceof Doubtful;
    if (isDown && device.placeAmongDown() < 0) {
      device.placedAmongDown(all.size());
      all.add(device);
    } else if (!isDown && device.placeAmongDown() >= 0) {
      removeFromAll(device);
    }
    Map<String, String> was = tags(before);
    Map<String, String> is = tags(device.state());
    if (was.equals(is)) {
      return;
    }
    was.forEach((tag, value) -> remove(new SharedTag(tag, value), device));
    is.forEach(
        (tag, value) ->
            down.computeIfAbsent(new SharedTag(tag, value), key -> new LinkedHashSet<>())
                .add(device));
  }

  /** The device is at rest and leaves the memory. */
  void left(LiveDevice device) {
    if (device.placeAmongDown() >= 0) {
      removeFromAll(device);
    }
    tags(device.state()).forEach((tag, value) -> remove(new SharedTag(tag, value), device));
  }

  /** The last one takes its place. */
  private void removeFromAll(LiveDevice device) {
    LiveDevice last = all.remove(all.size() - 1);
    if (!last.equals(device)) {
      all.set(device.placeAmongDown(), last);
      last.placedAmongDown(device.placeAmongDown());
    }
    device.placedAmongDown(-1);
  }

  /**
   * The devices that we are rebooting, and those that have not come back from our reboots, in no
   * particular order.
   */
  public List<LiveDevice> all() {
    return Collections.unmodifiableList(all);
  }

  private void remove(SharedTag shared, LiveDevice device) {
    Set<LiveDevice> devices = down.get(shared);
    if (devices != null && devices.remove(device) && devices.isEmpty()) {
      down.remove(shared);
    }
  }

  /** The tags under which a device in that state is down; empty if it is up. */
  public static Map<String, String> tags(RebootState state) {
    Call call = state instanceof InFlight || state instanceof Doubtful ? state.call() : null;
    Map<String, String> tags = call == null ? null : call.tags();
    return tags == null ? Map.of() : tags;
  }

  /** The devices with that tag that are down. */
  public Set<LiveDevice> sharing(SharedTag shared) {
    return down.getOrDefault(shared, Set.of());
  }

  /** A tag and its value, which several devices may share. */
  public record SharedTag(String tag, String value) {}
}
