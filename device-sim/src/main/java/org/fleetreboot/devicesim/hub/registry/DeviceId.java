package org.fleetreboot.devicesim.hub.registry;

import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** The characters and the length that IoT Hub allows in a device id. */
public final class DeviceId {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9\\-.+%_#*?!(),:=@$']{1,128}");

  private DeviceId() {}

  /** Returns the id, or refuses it with 400004. */
  public static String checked(String id) {
    if (!VALID.matcher(id).matches()) {
      throw HubRefusal.invalid(
          "Device id '"
              + id.substring(0, Math.min(id.length(), 140))
              + "' is not 1 to 128 of the characters A-Z a-z 0-9 - . + % _ # * ? ! ( ) , : = @ $ '");
    }
    return id;
  }
}
