package org.fleetreboot.devicesim.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of a connection string, {@code HostName=…;DeviceId=…;SharedAccessKey=…}. Device ids may
 * contain semicolons, so a semicolon only ends a part if the name of another part follows.
 */
public final class ConnectionStringParts {
  private static final Pattern END =
      Pattern.compile(
          ";(?=\\s*(?:HostName|DeviceId|ModuleId|GatewayHostName|SharedAccessKey"
              + "|SharedAccessKeyName|SharedAccessSignature|x509)=|\\s*$)");

  private ConnectionStringParts() {}

  /** The values by name, trimmed; parts without a name are ignored. */
  public static Map<String, String> of(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : END.split(text.strip(), -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return parts;
  }
}
