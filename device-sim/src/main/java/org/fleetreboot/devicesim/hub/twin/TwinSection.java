package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.devicesim.hub.json.Json;

/**
 * The desired or the reported half of a twin: values, the {@code $metadata} tree that stamps each
 * of them, and a version that grows by one with each write.
 *
 * <p>Immutable by convention: the trees are never changed after construction, and callers must not.
 *
 * @param values the properties without {@code $metadata} and {@code $version}
 * @param metadata {@code $lastUpdated} at every level
 * @param version starts at 1
 */
public record TwinSection(ObjectNode values, ObjectNode metadata, long version) {
  private static final Set<String> STAMPS = Set.of("$metadata", "$version");

  /** An empty section, stamped now. */
  public static TwinSection empty(PropertyMetadata stamp) {
    ObjectNode metadata = Json.object();
    stamp.markOn(metadata);
    return new TwinSection(Json.object(), metadata, 1);
  }

  /**
   * The section after a merge patch (RFC 7396). Every property that the patch names gets a new
   * stamp, also when its value stays the same, and so do all levels above it.
   */
  public TwinSection merge(ObjectNode patch, Instant at) {
    return write(values.deepCopy(), metadata.deepCopy(), withoutStamps(patch), at, true);
  }

  /** The section after a device's merge patch, in which no name begins with {@code $}. */
  public TwinSection report(ObjectNode patch, Instant at) {
    return write(values.deepCopy(), metadata.deepCopy(), patch, at, false);
  }

  /** The section when its content is replaced as a whole. */
  public TwinSection replace(ObjectNode content, Instant at) {
    return write(Json.object(), Json.object(), withoutStamps(content), at, true);
  }

  private TwinSection write(
      ObjectNode newValues,
      ObjectNode newMetadata,
      ObjectNode change,
      Instant at,
      boolean stampVersions) {
    long newVersion = version + 1;
    PropertyMetadata stamp =
        stampVersions ? PropertyMetadata.of(at, newVersion) : PropertyMetadata.of(at);
    TwinLimits.checkContent("properties", change);
    PropertyMerge.apply(newValues, newMetadata, change, stamp);
    TwinLimits.checkProperties(values, newValues);
    return new TwinSection(newValues, newMetadata, newVersion);
  }

  /**
   * Service clients send back what they have read; what only the hub writes there changes nothing.
   */
  private static ObjectNode withoutStamps(ObjectNode patch) {
    ObjectNode change = Json.object();
    for (Map.Entry<String, JsonNode> property : patch.properties()) {
      if (!STAMPS.contains(property.getKey())) {
        change.set(property.getKey(), property.getValue());
      }
    }
    return change;
  }

  /** As the service side sees it: values, {@code $metadata}, {@code $version}. */
  public ObjectNode toServiceJson() {
    ObjectNode json = toDeviceJson();
    json.set("$metadata", metadata);
    return json;
  }

  /** As the device sees it: values and {@code $version}. */
  public ObjectNode toDeviceJson() {
    ObjectNode json = Json.object();
    for (Map.Entry<String, JsonNode> property : values.properties()) {
      json.set(property.getKey(), property.getValue());
    }
    json.put("$version", version);
    return json;
  }
}
