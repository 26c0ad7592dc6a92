package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.OptionalLong;
import org.fleetreboot.devicesim.hub.json.HubTime;

/**
 * What the hub writes beside a property at each write.
 *
 * @param lastUpdated the hub's own clock
 * @param version desired properties also carry the version of the write; reported ones do not
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
