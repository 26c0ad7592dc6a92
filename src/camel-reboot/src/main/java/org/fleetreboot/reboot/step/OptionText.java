package org.fleetreboot.reboot.step;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** The text of an option as its value. What is wrong is refused by the name of the option. */
final class OptionText {
  private OptionText() {}

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
            .map(OptionText::of)
            .collect(Collectors.joining(" or ", option + " is '" + word + "'; give ", ".")));
  }

  /** The word in a route: {@code not-confirmed}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
