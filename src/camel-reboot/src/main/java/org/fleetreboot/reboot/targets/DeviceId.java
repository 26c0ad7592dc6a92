package org.fleetreboot.reboot.targets;

/** IoT Hub's device ids: case-sensitive, 7-bit, these characters. */
public final class DeviceId {
  private static final int LONGEST = 128;
  private static final String MARKS = "-:.+%_#*?!(),=@;$'";

  /** More of a wrong id tells nobody more. */
  private static final int SHOWN = 40;

  private DeviceId() {}

  public static boolean matches(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    // A list has a million of them.
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

  /** Says that the text is none, in a sentence without end; control characters are not shown. */
  public static String refusal(String text) {
    return "'"
        + shown(text)
        + "' is no device id: 1 to 128 letters, digits and - : . + % _ # * ? ! ( ) , = @ ; $ '";
  }

  /** The beginning of a text from outside, fit for a log and a reason. */
  static String shown(String text) {
    return text.length() <= SHOWN ? printable(text) : printable(text.substring(0, SHOWN)) + "…";
  }

  /** With a question mark for what a terminal might take for more than text. */
  static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e\\p{L}\\p{N}]", "?");
  }
}
