package org.fleetreboot.iothub.sdk;

import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A service connection string of a hub: {@code HostName=…;SharedAccessKeyName=…;SharedAccessKey=…}.
 *
 * <p>Parsed here because the SDK refuses a port in the host name, which a local hub needs.
 *
 * @param hostName the hub's host, with {@code :port} unless that is 443
 * @param keyName the shared access policy, such as {@code service}
 * @param key the policy's key in Base64
 */
public record ConnectionString(String hostName, String keyName, String key) {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\\.?(:\\d{1,5})?");

  private static final String SHAPE =
      "It should read HostName=…;SharedAccessKeyName=…;SharedAccessKey=…, as the portal shows it"
          + " for a shared access policy such as service.";

  /**
   * Parses the text; the order of the parts and the case of their names do not matter.
   *
   * @throws IllegalArgumentException naming what is missing or wrong, without repeating the text
   */
  public static ConnectionString parse(String text) {
    Map<String, String> parts = parts(text);
    if (parts.containsKey("deviceid")) {
      throw wrong("This is the connection string of a device: it has a DeviceId.");
    }
    return new ConnectionString(
        hostName(part(parts, "HostName")),
        part(parts, "SharedAccessKeyName"),
        base64(part(parts, "SharedAccessKey")));
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.strip().split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        parts.put(name, part.substring(equals + 1).strip());
      } else if (!part.isBlank()) {
        throw wrong("The connection string has a part without a name.");
      }
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.get(name.toLowerCase(Locale.ROOT));
    if (value == null || value.isEmpty()) {
      throw wrong("The connection string has no " + name + ".");
    }
    return value;
  }

  /** Anything more would end up in the address, which nobody would answer or accept as signed. */
  private static String hostName(String host) {
    if (!HOST.matcher(host).matches()) {
      throw wrong(
          "invalid HostName '%s' in the connection string; use a host name such as myhub.azure-devices.net."
              .formatted(host));
    }
    return host;
  }

  private static String base64(String key) {
    try {
      Base64.getDecoder().decode(key);
      return key;
    } catch (IllegalArgumentException notBase64) {
      // Without the cause: its message quotes a character of the key.
      throw wrong("The SharedAccessKey of the connection string is not valid Base64.");
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " " + SHAPE);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "HostName=" + hostName + ";SharedAccessKeyName=" + keyName;
  }
}
