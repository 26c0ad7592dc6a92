package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.devicesim.hub.json.Json;

/**
 * The desired or the reported section of a twin: values, their {@code $metadata} tree, and a
 * version that is incremented by each write.
 *
 * <p>Immutable by convention: the trees are never changed after construction, and callers must not.
 *
 * @param values the properties without {@code $metadata} and {@code $version}
 * @param metadata {@code $lastUpdated} at every level
 * @param version starts at 1
 */
public record TwinSection(ObjectNode values, ObjectNode metadata, long version) {
  private static final Set<String> STAMPS = Set.of("$metadata", "$version");

  /** An empty section with its first metadata. */
  public static TwinSection empty(PropertyMetadata stamp) {
    ObjectNode metadata = Json.object();
    stamp.markOn(metadata);
    return new TwinSection(Json.object(), metadata, 1);
  }

  /**
   * The section after a merge patch (RFC 7396). Every property in the patch gets new metadata, even
   * if its value is unchanged, and so do all levels above it.
   */
  public TwinSection merge(ObjectNode patch, Instant at) {
    return write(values.deepCopy(), metadata.deepCopy(), withoutStamps(patch), at, true);
  }

  /** The section after a device's merge patch, in which no name begins with {@code $}. */
  public TwinSection report(ObjectNode patch, Instant at) {
    return write(values.deepCopy(), metadata.deepCopy(), patch, at, false);
  }

  /** The section after replacing its content. */
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
   * Service clients send back what they have read; members that only the hub writes are ignored.
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

  /** For services: values, {@code $metadata}, {@code $version}. */
  public ObjectNode toServiceJson() {
    ObjectNode json = toDeviceJson();
    json.set("$metadata", metadata);
    return json;
  }

  /** For devices: values and {@code $version}. */
  public ObjectNode toDeviceJson() {
    ObjectNode json = Json.object();
    for (Map.Entry<String, JsonNode> property : values.properties()) {
      json.set(property.getKey(), property.getValue());
    }
    json.put("$version", version);
    return json;
  }
}
