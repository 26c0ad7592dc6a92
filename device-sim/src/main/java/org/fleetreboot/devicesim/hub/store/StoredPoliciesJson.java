package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.security.Credential.SymmetricKeys;
import org.fleetreboot.devicesim.hub.security.PolicyTable;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.fleetreboot.devicesim.hub.security.SharedAccessPolicy;

/** The section of the shared access policies. */
final class StoredPoliciesJson {
  private StoredPoliciesJson() {}

  static ObjectNode write(PolicyTable policies) {
    ObjectNode section = Json.object();
    for (SharedAccessPolicy policy : policies.all()) {
      ObjectNode json = section.putObject(policy.name());
      ArrayNode rights = json.putArray("rights");
      policy.rights().stream().sorted().forEach(right -> rights.add(right.name()));
      StoredCredentialJson.write(policy.keys(), json);
    }
    return section;
  }

  static PolicyTable read(JsonNode section) {
    List<SharedAccessPolicy> policies = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : section.properties()) {
      policies.add(policy(member.getKey(), member.getValue()));
    }
    return new PolicyTable(policies);
  }

  private static SharedAccessPolicy policy(String name, JsonNode json) {
    if (json.isTextual()) {
      // Format 1: built-in policies with one key each.
      SharedAccessKey key = SharedAccessKey.of(json.textValue());
      return new SharedAccessPolicy(
          name, PolicyTable.builtInRights(name), new SymmetricKeys(key, SharedAccessKey.random()));
    }
    Set<AccessRight> rights = EnumSet.noneOf(AccessRight.class);
    json.required("rights").forEach(right -> rights.add(AccessRight.valueOf(right.asText())));
    if (StoredCredentialJson.read(json) instanceof SymmetricKeys keys) {
      return new SharedAccessPolicy(name, rights, keys);
    }
    throw new IllegalArgumentException("policy " + name + " has no keys");
  }
}
