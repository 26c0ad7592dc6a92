package org.fleetreboot.devicesim.device;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.fleetreboot.devicesim.device.behavior.MarkerFormat;
import org.jspecify.annotations.Nullable;

/**
 * Creates the boot markers of one device, each different from the previous one even if the clock
 * stands still. Not thread-safe.
 */
final class BootMarkers {

  private final InstantSource clock;
  private final ZoneId zone;
  private final MarkerFormat format;
  private @Nullable Instant last;

  BootMarkers(InstantSource clock, ZoneId zone, MarkerFormat format) {
    this.clock = clock;
    this.zone = zone;
    this.format = format;
  }

  String next() {
    Instant now = clock.instant().truncatedTo(format.precision());
    Instant before = last;
    Instant marker =
        before == null || now.isAfter(before) ? now : before.plus(1, format.precision());
    last = marker;
    return format.write(marker, zone);
  }

  String same() {
    Instant before = last;
    return before == null ? next() : format.write(before, zone);
  }
}
