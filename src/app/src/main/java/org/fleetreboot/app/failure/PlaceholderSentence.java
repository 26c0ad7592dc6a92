package org.fleetreboot.app.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains what is wrong with a placeholder such as {@code {{env:NAME}}} in a setting or a route.
 */
final class PlaceholderSentence {
  // Camel reports these only in its messages.
  private static final Pattern NO_VARIABLE =
      Pattern.compile("Property with key \\[env:([^]]+)] using function");
  private static final Pattern NO_PROPERTY = Pattern.compile("Property with key \\[([^]]+)] not");

  private PlaceholderSentence() {}

  /** Null if the message is about something else. */
  static @Nullable String of(String message) {
    Matcher variable = NO_VARIABLE.matcher(message);
    if (variable.find()) {
      return "the environment variable %s of {{env:%1$s}} is not set; export it, or correct its name."
          .formatted(variable.group(1));
    }
    Matcher property = NO_PROPERTY.matcher(message);
    return property.find()
        ? "unknown setting " + property.group(1) + "; add it, or correct its name."
        : null;
  }
}
