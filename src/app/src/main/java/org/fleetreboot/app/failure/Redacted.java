package org.fleetreboot.app.failure;

import java.util.regex.Pattern;

/** Makes values safe for people and logs. */
public final class Redacted {
  private static final Pattern SECRET = Pattern.compile("(?i)password|secret|key|token|credential");

  private Redacted() {}

  /**
   * The value in quotes, or three dots instead of a secret. An address is shown without user and
   * options, which may include a password.
   *
   * @param name of the setting or option with the value
   */
  public static String value(String name, String value) {
    if (SECRET.matcher(name).find()) {
      return "'...'";
    }
    return "'"
        + (value.contains("://")
            ? value.replaceAll("[?;][^,)]*", "").replaceAll("://[^/,()]*@", "://")
            : value)
        + "'";
  }
}
