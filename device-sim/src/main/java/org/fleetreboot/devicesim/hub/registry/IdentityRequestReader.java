package org.fleetreboot.devicesim.hub.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.jspecify.annotations.Nullable;

/**
 * Reads identity requests. Clients send back everything they received, so members that only the hub
 * writes are ignored; members that this hub does not support are refused by name. Read by hand, so
 * that each refusal names the member.
 */
public final class IdentityRequestReader {
  private IdentityRequestReader() {}

  /**
   * Reads the identity of a path.
   *
   * @throws HubRefusal when the body names another identity, or uses what this hub does not support
   */
  public static IdentityRequest read(ClientId id, ObjectNode body) {
    requireSame("deviceId", body, id.device());
    requireSame("moduleId", body, id.module());
    return read(body, id.module() != null);
  }

  /** Reads an identity without checking its ids. */
  static IdentityRequest read(ObjectNode body, boolean ofModule) {
    if (body.path("capabilities").path("iotEdge").asBoolean()) {
      throw unsupported("capabilities.iotEdge", "no IoT Edge devices");
    }
    for (String member : new String[] {"deviceScope", "parentScopes", "managedBy"}) {
      JsonNode value = body.path(member);
      boolean empty = value.isContainerNode() ? value.isEmpty() : value.asText("").isEmpty();
      if (!empty && !value.isNull()) {
        throw unsupported(member, "neither IoT Edge nor its parents and children");
      }
    }
    JsonNode reason = body.path("statusReason");
    return new IdentityRequest(
        ofModule || enabled(body.path("status")),
        reason.isTextual() ? reason.textValue() : null,
        CredentialReader.read(body.path("authentication"), ofModule));
  }

  private static boolean enabled(JsonNode status) {
    String text = status.isMissingNode() || status.isNull() ? "enabled" : status.asText();
    boolean enabled = text.equalsIgnoreCase("enabled");
    if (!enabled && !text.equalsIgnoreCase("disabled")) {
      throw HubRefusal.invalid("status must be enabled or disabled, not '" + text + "'.");
    }
    return enabled;
  }

  private static void requireSame(String member, ObjectNode body, @Nullable String expected) {
    JsonNode named = body.path(member);
    boolean emptyText = named.isTextual() && named.textValue().isEmpty();
    if (body.hasNonNull(member) && !emptyText && !named.asText().equals(expected)) {
      throw HubRefusal.invalid("The " + member + " in the body differs from the one in the path.");
    }
  }

  private static HubRefusal unsupported(String member, String has) {
    return HubRefusal.invalid(
        member + " is not supported by the local hub, which has " + has + ".");
  }
}
