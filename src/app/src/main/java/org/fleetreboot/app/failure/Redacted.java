package org.fleetreboot.app.failure;

import java.util.regex.Pattern;

/** A value as it may be shown to people, and be logged. */
public final class Redacted {
  private static final Pattern SECRET = Pattern.compile("(?i)password|secret|key|token|credential");

  private Redacted() {}

  /**
   * The value in quotes, or three dots in place of a secret. An address is shown without user and
   * options, among which a password may be.
   *
   * @param name of what holds the value
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
