package org.fleetreboot.devicesim.hub.registry;

import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** The characters and the length that IoT Hub allows in the ids of devices and modules. */
public final class DeviceId {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9\\-.+%_#*?!(),:;=@$']{1,128}");
  private static final int SHOWN = 140;

  private DeviceId() {}

  /** Returns the id, or refuses it with 400004. */
  public static String checked(String id) {
    return checked("Device", id);
  }

  /** Returns the id of a module, or refuses it with 400004. */
  public static String checkedModule(String id) {
    if (id.startsWith("$")) {
      throw HubRefusal.invalid(
          "Module id '" + shown(id) + "' begins with $, as the modules of IoT Edge do.");
    }
    return checked("Module", id);
  }

  private static String checked(String what, String id) {
    if (!isOne(id)) {
      throw HubRefusal.invalid(what + " id " + refusal(id));
    }
    return id;
  }

  /** Whether IoT Hub accepts it as an id. */
  public static boolean isOne(String text) {
    return VALID.matcher(text).matches();
  }

  /** Why a text is not a valid id, without a full stop. */
  public static String refusal(String text) {
    return "'"
        + shown(text)
        + "' is not 1 to 128 of the characters A-Z a-z 0-9 - . + % _ # * ? ! ( ) , : ; = @ $ '";
  }

  private static String shown(String id) {
    return id.substring(0, Math.min(id.length(), SHOWN));
  }
}
