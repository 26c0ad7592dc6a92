package org.fleetreboot.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device twin says about the last boot, as read at one moment.
 *
 * @param value the reported value, opaque; null if the property is absent
 * @param lastUpdated the hub's own stamp of that property ({@code $metadata.<path>.$lastUpdated});
 *     null if the property is absent
 * @param sectionVersion {@code $version} of the reported section: evidence of a reset twin, never
 *     proof of a reboot
 * @param deviceEtag the etag of the device's identity, which changes when the device is registered
 *     again or its identity changes; null if the twin does not say
 */
public record BootMarker(
    @Nullable String value,
    @Nullable Instant lastUpdated,
    long sectionVersion,
    @Nullable String deviceEtag)
    implements EarlierMarker {

  /** The marker in a twin without a device etag. */
  public BootMarker(@Nullable String value, @Nullable Instant lastUpdated, long sectionVersion) {
    this(value, lastUpdated, sectionVersion, null);
  }

  /** The marker of a device that has never reported one. */
  public static BootMarker absent(long sectionVersion) {
    return new BootMarker(null, null, sectionVersion);
  }

  @Override
  public boolean wasReported() {
    return value != null;
  }

  @Override
  public boolean hasValue(String other) {
    return other.equals(value);
  }

  /** Whether the twin was reset since {@code before}, so that it proves nothing now. */
  public boolean isResetSince(EarlierMarker before) {
    return sectionVersion < before.sectionVersion();
  }

  /** Whether it may belong to another device with the same id, so that it proves nothing now. */
  public boolean isOfAnotherIdentity(EarlierMarker before) {
    String known = before.deviceEtag();
    return deviceEtag != null && known != null && !deviceEtag.equals(known);
  }

  /** This marker, in the twin of that identity. */
  public BootMarker of(@Nullable String identity) {
    return new BootMarker(value, lastUpdated, sectionVersion, identity);
  }

  /** Whether the hub stamped this value after it stamped {@code before}. */
  public boolean isStampedAfter(EarlierMarker before) {
    Instant known = before.lastUpdated();
    // As far as both are kept: a stamp of the year 9999 is not after itself.
    return lastUpdated != null
        && (known == null || EpochNanos.of(lastUpdated) > EpochNanos.of(known));
  }
}
