package org.fleetreboot.devicesim.hub.query;

import java.util.Optional;

/**
 * The string functions of twin queries.
 *
 * <p>The page iot-hub-devguide-query-language names IS_DEFINED alone for twins and jobs, and lists
 * its string functions for message routes. Twin queries take STARTSWITH all the same, spelled
 * without an underscore, and neither STARTS_WITH nor CONTAINS (azure-docs issues 105649 and
 * 110329). ENDSWITH stood beside it on the page from 2023 to 2025; it was not tried.
 */
enum StringFunction {
  STARTSWITH,
  ENDSWITH;

  static Optional<StringFunction> of(Token name) {
    for (StringFunction function : values()) {
      if (name.isWord(function.name())) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  boolean test(String text, String part) {
    return switch (this) {
      case STARTSWITH -> text.startsWith(part);
      case ENDSWITH -> text.endsWith(part);
    };
  }
}
