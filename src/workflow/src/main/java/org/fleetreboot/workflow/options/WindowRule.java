package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When devices may be called, and what happens to those that the window did not reach.
 *
 * @param windowEnd what happens when the window closes for calls
 * @param windowZone the tag that names the time zone of each device, such as Europe/Paris; null if
 *     the window's own zone applies to all
 */
@RecordBuilder
public record WindowRule(MaintenanceWindow window, End windowEnd, @Nullable TagPath windowZone) {

  /** The same zone for all devices. */
  public WindowRule(MaintenanceWindow window, End windowEnd) {
    this(window, windowEnd, null);
  }

  /**
   * The window of one device: in its own zone, or in the window's if it has no such tag.
   *
   * @return null if its tag names no known time zone
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

  /** The value of the device's tag; null if it has none. */
  public @Nullable String zoneOf(Map<TagPath, String> tags) {
    return windowZone == null ? null : tags.get(windowZone);
  }

  /** What happens to the devices that were not called when a window closes. */
  public enum End {
    /** They are skipped. */
    SKIP,
    /** They wait until it opens again. */
    WAIT
  }

  /** A builder that starts with these options. */
  public WindowRuleBuilder with() {
    return WindowRuleBuilder.builder(this);
  }
}
