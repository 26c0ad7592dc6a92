package org.fleetreboot.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device twin says about the last boot, as read at one moment.
 *
 * @param value the reported value, opaque; null when the property is absent
 * @param lastUpdated the hub's own stamp of that property ({@code $metadata.<path>.$lastUpdated});
 *     null when the property is absent
 * @param sectionVersion {@code $version} of the reported section: evidence of a reset twin, never
 *     proof of a reboot
 */
public record BootMarker(
    @Nullable String value, @Nullable Instant lastUpdated, long sectionVersion) {

  /** The marker of a device that has never reported one. */
  public static BootMarker absent(long sectionVersion) {
    return new BootMarker(null, null, sectionVersion);
  }

  /** Whether the twin began anew since {@code before}: what it says now proves nothing. */
  boolean isResetSince(BootMarker before) {
    return sectionVersion < before.sectionVersion;
  }

  /** Whether the hub stamped this value after it stamped {@code before}. */
  boolean isStampedAfter(BootMarker before) {
    return lastUpdated != null
        && (before.lastUpdated == null || lastUpdated.isAfter(before.lastUpdated));
  }
}
