package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.Credential.SymmetricKeys;
import org.fleetreboot.devicesim.hub.security.Credential.Thumbprints;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;

/** A credential among the members of whatever has it. */
final class StoredCredentialJson {
  private StoredCredentialJson() {}

  static void write(Credential credential, ObjectNode json) {
    if (credential instanceof SymmetricKeys keys) {
      json.put("primaryKey", keys.primary().base64());
      json.put("secondaryKey", keys.secondary().base64());
    } else if (credential instanceof Thumbprints prints) {
      json.put("primaryThumbprint", prints.primary());
      json.put("secondaryThumbprint", prints.secondary());
    }
  }

  static Credential read(JsonNode json) {
    if (json.hasNonNull("primaryThumbprint")) {
      JsonNode secondary = json.path("secondaryThumbprint");
      return new Thumbprints(
          json.path("primaryThumbprint").asText(),
          secondary.isTextual() ? secondary.textValue() : null);
    }
    return new SymmetricKeys(
        SharedAccessKey.of(json.path("primaryKey").asText()),
        SharedAccessKey.of(json.path("secondaryKey").asText()));
  }
}
