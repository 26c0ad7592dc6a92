package org.fleetreboot.reboot.step;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.MissingOption;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.options.WindowRule;
import org.jspecify.annotations.Nullable;

/** When devices of a group may be called. */
@UriParams
public class WindowParameters extends Parameters<WindowParameters> {

  @UriParam(label = "group,message")
  private @Nullable String window;

  @UriParam(label = "group,message", defaultValue = "skip", enums = "skip,wait")
  private String windowEnd = OptionParser.of(WindowRule.End.SKIP);

  @UriParam(label = "group,message")
  private @Nullable String windowZone;

  public @Nullable String getWindow() {
    return window;
  }

  /**
   * When devices may be called, such as Sat,Sun 01:00-05:00 Europe/Paris; always by default.
   * Separate several windows by semicolons, and put excluded dates at the end: Mon-Fri 22:00-04:00;
   * Sat,Sun 01:00-05:00 Europe/Paris except 2026-12-24..2026-12-26. The last call goes out
   * confirmWithin before the end.
   */
  public void setWindow(@Nullable String window) {
    this.window = window;
  }

  public String getWindowEnd() {
    return windowEnd;
  }

  /**
   * What to do with devices that were not called when the window closes: skip them, or wait until
   * it opens again.
   */
  public void setWindowEnd(String windowEnd) {
    this.windowEnd = windowEnd;
  }

  public @Nullable String getWindowZone() {
    return windowZone;
  }

  /**
   * The tag with each device's time zone, such as tags.tz with Europe/Paris: the window then uses
   * the device's local time. A device without the tag uses the zone of the window.
   */
  public void setWindowZone(@Nullable String windowZone) {
    this.windowZone = windowZone;
  }

  /** Null for always. */
  @Nullable WindowRule window() {
    if (window != null) {
      return new WindowRule(
          MaintenanceWindow.parse(window),
          OptionParser.word("windowEnd", WindowRule.End.class, windowEnd),
          windowZone == null ? null : new TagPath(windowZone));
    }
    if (windowZone != null) {
      throw new MissingOption(
          "window",
          "windowZone is " + windowZone + ", but there is no window: name one, or omit it.");
    }
    return null;
  }
}
