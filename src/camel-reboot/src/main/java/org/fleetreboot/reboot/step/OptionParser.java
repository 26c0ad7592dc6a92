package org.fleetreboot.reboot.step;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** Converts option texts to values. Errors name the option. */
final class OptionParser {
  private OptionParser() {}

  static Limit limit(String option, String text) {
    try {
      return Limit.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  static @Nullable Limit limitOrNull(String option, @Nullable String text) {
    return text == null ? null : limit(option, text);
  }

  static <E extends Enum<E>> E word(String option, Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        Arrays.stream(type.getEnumConstants())
            .map(OptionParser::of)
            .collect(Collectors.joining(" or ", option + " is '" + word + "'; give ", ".")));
  }

  /** The word in a route, such as {@code not-confirmed}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
