package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;

/** A change to the tags or the desired properties of a twin. */
public sealed interface SectionChange {
  /** The field is absent: the section is unchanged. */
  record Unchanged() implements SectionChange {}

  /** The field is null: the section is emptied. */
  record Removed() implements SectionChange {}

  /** The field is an object. */
  record Written(ObjectNode content) implements SectionChange {}

  /**
   * Reads the field.
   *
   * @param name the name of the field in errors
   * @throws HubRefusal 400004 when it is present, and neither null nor an object
   */
  static SectionChange of(String name, JsonNode field) {
    if (field.isMissingNode()) {
      return new Unchanged();
    }
    if (field.isNull()) {
      return new Removed();
    }
    if (field instanceof ObjectNode content) {
      return new Written(content);
    }
    throw HubRefusal.invalid(name + " must be a JSON object or null.");
  }

  /**
   * The merge patch (RFC 7396) that makes the change.
   *
   * @param values the current content of the section
   * @return empty when nothing is written
   */
  default Optional<ObjectNode> mergePatch(ObjectNode values) {
    if (this instanceof Written written) {
      return Optional.of(written.content());
    }
    if (this instanceof Unchanged) {
      return Optional.empty();
    }
    ObjectNode removals = Json.object();
    values.fieldNames().forEachRemaining(removals::putNull);
    return Optional.of(removals);
  }

  /** The new section when it is replaced; empty if nothing is written. */
  default ObjectNode replacement() {
    return this instanceof Written written ? written.content() : Json.object();
  }
}
