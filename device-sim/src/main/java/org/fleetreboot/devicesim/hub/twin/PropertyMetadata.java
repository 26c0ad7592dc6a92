package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.OptionalLong;
import org.fleetreboot.devicesim.hub.json.HubTime;

/**
 * The metadata that the hub records with each write of a property.
 *
 * @param lastUpdated the hub's own clock
 * @param version the version of the write, for desired properties only
 */
public record PropertyMetadata(Instant lastUpdated, OptionalLong version) {

  public static PropertyMetadata of(Instant lastUpdated) {
    return new PropertyMetadata(lastUpdated, OptionalLong.empty());
  }

  public static PropertyMetadata of(Instant lastUpdated, long version) {
    return new PropertyMetadata(lastUpdated, OptionalLong.of(version));
  }

  void markOn(ObjectNode metadata) {
    metadata.put("$lastUpdated", HubTime.stamp(lastUpdated));
    version.ifPresent(v -> metadata.put("$lastUpdatedVersion", v));
  }
}
