package org.fleetreboot.reboot.targets;

/** IoT Hub's device ids: case-sensitive, 7-bit, only these characters. */
public final class DeviceId {
  private static final int LONGEST = 128;
  private static final String MARKS = "-:.+%_#*?!(),=@;$'";

  /** A longer excerpt of an invalid id does not help. */
  private static final int SHOWN = 40;

  private DeviceId() {}

  public static boolean matches(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    // A list may contain a million of them.
    for (int i = 0; i < text.length(); i++) {
      if (!isAllowed(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || MARKS.indexOf(c) >= 0;
  }

  /**
   * Says that the text is not an id, as a sentence without its end; control characters are not
   * shown.
   */
  public static String refusal(String text) {
    return "'"
        + shown(text)
        + "' is not a device id: use 1 to 128 letters, digits and - : . + % _ # * ? ! ( ) , = @ ; $ '";
  }

  /** The beginning of an external text, safe for a log and a reason. */
  static String shown(String text) {
    return text.length() <= SHOWN ? printable(text) : printable(text.substring(0, SHOWN)) + "…";
  }

  /** With a question mark for each character that a terminal might interpret. */
  static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e\\p{L}\\p{N}]", "?");
  }
}
