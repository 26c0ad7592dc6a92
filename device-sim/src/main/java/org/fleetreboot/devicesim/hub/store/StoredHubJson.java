package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.devicesim.hub.json.Json;

/** The kept file: one JSON document with a format number, the hub's name, and its sections. */
final class StoredHubJson {
  private static final int FORMAT = 2;

  /** Had its two sections, policies and devices, at the top. */
  private static final int FLAT_FORMAT = 1;

  private StoredHubJson() {}

  static byte[] write(StoredHub hub) {
    ObjectNode json = Json.object();
    json.put("format", FORMAT);
    json.put("name", hub.name());
    json.putObject("sections").setAll(new TreeMap<>(hub.sections()));
    return Json.bytes(json);
  }

  /**
   * Reads a kept file.
   *
   * @throws RuntimeException when it is none, or of a newer format
   */
  static StoredHub read(byte[] bytes) {
    ObjectNode json = Json.parseObject(bytes);
    int format = json.path("format").asInt();
    if (format == FLAT_FORMAT) {
      return new StoredHub(
          json.path("name").asText(),
          Map.of("policies", json.required("policies"), "devices", json.required("devices")));
    }
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "format is " + json.path("format") + ", not " + FORMAT + " or " + FLAT_FORMAT);
    }
    Map<String, JsonNode> sections = new TreeMap<>();
    json.required("sections")
        .properties()
        .forEach(section -> sections.put(section.getKey(), section.getValue()));
    return new StoredHub(json.path("name").asText(), sections);
  }
}
