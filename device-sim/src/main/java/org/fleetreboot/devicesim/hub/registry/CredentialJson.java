package org.fleetreboot.devicesim.hub.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.Credential.SymmetricKeys;
import org.fleetreboot.devicesim.hub.security.Credential.Thumbprints;
import org.jspecify.annotations.Nullable;

/** Writes credentials into the documents of the registry. */
final class CredentialJson {
  private CredentialJson() {}

  /** The wire name of the credential's type. */
  static String type(Credential credential) {
    return credential instanceof SymmetricKeys ? "sas" : "selfSigned";
  }

  /** The member {@code authentication} of an identity. */
  static ObjectNode authentication(Credential credential) {
    SymmetricKeys keys = credential instanceof SymmetricKeys known ? known : null;
    ObjectNode json = Json.object();
    ObjectNode symmetric = json.putObject("symmetricKey");
    symmetric.put("primaryKey", keys == null ? null : keys.primary().base64());
    symmetric.put("secondaryKey", keys == null ? null : keys.secondary().base64());
    json.set("x509Thumbprint", thumbprint(credential));
    json.put("type", type(credential));
    return json;
  }

  /** The member {@code x509Thumbprint} of identities and twins. */
  static ObjectNode thumbprint(Credential credential) {
    @Nullable Thumbprints prints = credential instanceof Thumbprints known ? known : null;
    ObjectNode json = Json.object();
    json.put("primaryThumbprint", prints == null ? null : prints.primary());
    json.put("secondaryThumbprint", prints == null ? null : prints.secondary());
    return json;
  }
}
