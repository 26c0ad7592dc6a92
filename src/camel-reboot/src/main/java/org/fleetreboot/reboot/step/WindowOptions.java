package org.fleetreboot.reboot.step;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** When the devices of a group may be called. */
@UriParams
public class WindowOptions extends TargetOptions {

  @UriParam(label = "group")
  private @Nullable String window;

  public @Nullable String getWindow() {
    return window;
  }

  /** When devices may be called, such as Sat,Sun 01:00-05:00 Europe/Paris; always when absent. */
  public void setWindow(@Nullable String window) {
    this.window = window;
  }
}
