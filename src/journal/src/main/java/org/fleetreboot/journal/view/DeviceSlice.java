package org.fleetreboot.journal.view;

import java.util.Map;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Some devices of a step that joined one after another, all of one hub.
 *
 * @param counts how many of them there are of each status
 * @param after where a page of the devices of this step begins with the first of them, for {@link
 *     PageRequest#after}; null for the first slice
 */
public record DeviceSlice(String hub, Map<DeviceStatus, Long> counts, @Nullable String after) {
  public DeviceSlice {
    counts = Map.copyOf(counts);
  }
}
