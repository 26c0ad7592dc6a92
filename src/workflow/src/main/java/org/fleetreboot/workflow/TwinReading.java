package org.fleetreboot.workflow;

import java.util.Map;

/**
 * What a successful read of a device twin found. A read that failed is none, and proves nothing.
 */
public sealed interface TwinReading {

  /**
   * The twin is there.
   *
   * @param marker its boot marker
   * @param connected whether the hub believed the device to be connected
   * @param tags the values of the tags that were asked for; without those that the twin lacks
   */
  record Found(BootMarker marker, boolean connected, Map<TagPath, String> tags)
      implements TwinReading {
    public Found {
      tags = Map.copyOf(tags);
    }

    /** A reading that no tag was asked of. */
    public Found(BootMarker marker, boolean connected) {
      this(marker, connected, Map.of());
    }
  }

  /** The hub knows no such device. */
  record NotRegistered() implements TwinReading {}
}
