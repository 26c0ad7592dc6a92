package org.fleetreboot.workflow.options;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When devices may be called, and what becomes of those that the hours did not reach.
 *
 * @param end what happens when the window closes for calls
 * @param zone the tag that names the time zone of each device, such as Europe/Paris; null when the
 *     window's own zone is that of all
 */
public record WindowRule(MaintenanceWindow window, End end, @Nullable TagPath zone) {

  /** The hours of one zone for all devices. */
  public WindowRule(MaintenanceWindow window, End end) {
    this(window, end, null);
  }

  /**
   * The hours of one device: by its own clock, or by the window's when it has no such tag.
   *
   * @return null when its tag names no time zone
   */
  public @Nullable MaintenanceWindow windowOf(Map<TagPath, String> tags) {
    String name = zoneOf(tags);
    if (name == null) {
      return window;
    }
    try {
      return window.in(ZoneId.of(name));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What the tag of the device says; null when it has none. */
  public @Nullable String zoneOf(Map<TagPath, String> tags) {
    return zone == null ? null : tags.get(zone);
  }

  /** What becomes of the devices that were not called when a window closes. */
  public enum End {
    /** They are skipped. */
    SKIP,
    /** They wait until it opens again. */
    WAIT
  }
}
