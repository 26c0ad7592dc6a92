package org.fleetreboot.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A marker that was read before, as far as a later one is compared with it. */
public interface EarlierMarker {
  /** Whether the device had reported any value. */
  boolean wasReported();

  /** Whether it had reported this value. */
  boolean hasValue(String value);

  /** See {@link BootMarker#lastUpdated}. */
  @Nullable Instant lastUpdated();

  /** See {@link BootMarker#sectionVersion}. */
  long sectionVersion();

  /** See {@link BootMarker#deviceEtag}. */
  @Nullable String deviceEtag();
}
