package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.fleetreboot.devicesim.hub.json.Json;

/** Applies merge patches: null deletes, an object merges, everything else replaces. */
final class PropertyMerge {
  private PropertyMerge() {}

  /** Changes values and metadata in place. */
  static void apply(
      ObjectNode values, ObjectNode metadata, ObjectNode patch, PropertyMetadata stamp) {
    stamp.markOn(metadata);
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      if (change.getValue().isNull()) {
        values.remove(name);
        metadata.remove(name);
      } else if (change.getValue() instanceof ObjectNode nested) {
        boolean deeper = values.get(name) instanceof ObjectNode;
        apply(child(values, name, deeper), child(metadata, name, deeper), nested, stamp);
      } else {
        values.set(name, change.getValue());
        stamp.markOn(child(metadata, name, false));
      }
    }
  }

  /** The same for a tree without metadata, such as tags. */
  static void apply(ObjectNode values, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      if (change.getValue().isNull()) {
        values.remove(name);
      } else if (change.getValue() instanceof ObjectNode nested) {
        apply(child(values, name, values.get(name) instanceof ObjectNode), nested);
      } else {
        values.set(name, change.getValue());
      }
    }
  }

  private static ObjectNode child(ObjectNode parent, String name, boolean keep) {
    if (keep && parent.get(name) instanceof ObjectNode existing) {
      return existing;
    }
    ObjectNode fresh = Json.object();
    parent.set(name, fresh);
    return fresh;
  }
}
