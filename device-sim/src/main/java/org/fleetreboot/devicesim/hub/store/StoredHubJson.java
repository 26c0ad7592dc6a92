package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.security.PolicyKeys;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.fleetreboot.devicesim.hub.security.SharedAccessPolicy;

/** The kept file: one JSON document with a format number. */
final class StoredHubJson {
  private static final int FORMAT = 1;

  private StoredHubJson() {}

  static byte[] write(StoredHub hub) {
    ObjectNode json = Json.object();
    json.put("format", FORMAT);
    json.put("name", hub.name());
    ObjectNode policies = json.putObject("policies");
    for (SharedAccessPolicy policy : SharedAccessPolicy.values()) {
      policies.put(policy.policyName(), hub.policies().of(policy).base64());
    }
    ArrayNode devices = json.putArray("devices");
    hub.devices().forEach(device -> devices.add(StoredDeviceJson.write(device)));
    return Json.bytes(json);
  }

  /**
   * Reads a kept file.
   *
   * @throws RuntimeException when it is none, or of a newer format
   */
  static StoredHub read(byte[] bytes) {
    ObjectNode json = Json.parseObject(bytes);
    if (json.path("format").asInt() != FORMAT) {
      throw new IllegalArgumentException("format is " + json.path("format") + ", not " + FORMAT);
    }
    Map<SharedAccessPolicy, SharedAccessKey> keys = new EnumMap<>(SharedAccessPolicy.class);
    for (Map.Entry<String, JsonNode> policy : json.path("policies").properties()) {
      SharedAccessPolicy.named(policy.getKey())
          .ifPresent(known -> keys.put(known, SharedAccessKey.of(policy.getValue().asText())));
    }
    List<StoredDevice> devices = new ArrayList<>();
    json.path("devices").forEach(device -> devices.add(StoredDeviceJson.read(device)));
    return new StoredHub(json.path("name").asText(), new PolicyKeys(keys), devices);
  }
}
