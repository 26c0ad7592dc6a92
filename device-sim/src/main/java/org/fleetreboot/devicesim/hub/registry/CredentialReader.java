package org.fleetreboot.devicesim.hub.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.Credential.SymmetricKeys;
import org.fleetreboot.devicesim.hub.security.Credential.Thumbprints;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.jspecify.annotations.Nullable;

/** Reads the member {@code authentication} of an identity request. */
final class CredentialReader {
  // SHA-1 or SHA-256, without separators.
  private static final Pattern THUMBPRINT = Pattern.compile("\\p{XDigit}{40}|\\p{XDigit}{64}");
  private static final int LEAST_KEY_BYTES = 16;
  private static final int MOST_KEY_BYTES = 64;

  private CredentialReader() {}

  /**
   * Reads a credential; null requests new keys.
   *
   * @param ofModule the real hub generates keys for a module with type none
   */
  static @Nullable Credential read(JsonNode authentication, boolean ofModule) {
    JsonNode prints = authentication.path("x509Thumbprint");
    String primary = text(prints.path("primaryThumbprint"));
    String type = text(authentication.path("type"));
    if (type == null) {
      type = primary == null ? "sas" : "selfSigned";
    }
    if (type.equalsIgnoreCase("sas") || (ofModule && type.equalsIgnoreCase("none"))) {
      return keys(authentication.path("symmetricKey"));
    }
    if (type.equalsIgnoreCase("selfSigned")) {
      return thumbprints(primary, text(prints.path("secondaryThumbprint")));
    }
    throw HubRefusal.invalid(
        "authentication.type '"
            + type
            + "' is not supported by the local hub; use sas or selfSigned.");
  }

  private static @Nullable SymmetricKeys keys(JsonNode node) {
    String primary = text(node.path("primaryKey"));
    String secondary = text(node.path("secondaryKey"));
    if (primary == null && secondary == null) {
      return null;
    }
    if (primary == null || secondary == null) {
      throw HubRefusal.invalid("Provide both symmetric keys or neither.");
    }
    return new SymmetricKeys(key(primary), key(secondary));
  }

  private static SharedAccessKey key(String base64) {
    try {
      int bytes = Base64.getDecoder().decode(base64).length;
      if (bytes >= LEAST_KEY_BYTES && bytes <= MOST_KEY_BYTES) {
        return SharedAccessKey.of(base64);
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like a key of an invalid length.
    }
    throw HubRefusal.invalid(
        "A symmetric key is "
            + LEAST_KEY_BYTES
            + " to "
            + MOST_KEY_BYTES
            + " bytes in base64; this one is not.");
  }

  private static Thumbprints thumbprints(@Nullable String primary, @Nullable String secondary) {
    if (primary == null) {
      throw HubRefusal.invalid(
          "A selfSigned device needs authentication.x509Thumbprint.primaryThumbprint.");
    }
    return new Thumbprints(thumbprint(primary), secondary == null ? null : thumbprint(secondary));
  }

  private static String thumbprint(String text) {
    if (!THUMBPRINT.matcher(text).matches()) {
      throw HubRefusal.invalid(
          "A thumbprint is 40 or 64 hexadecimal digits without separators, not '" + text + "'.");
    }
    return text;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
  }
}
