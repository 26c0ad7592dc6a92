package org.fleetreboot.devicesim.hub.query;

import java.util.Optional;

/**
 * The string functions of twin queries.
 *
 * <p>The page iot-hub-devguide-query-language documents only IS_DEFINED for twins and jobs; its
 * string functions are for message routes. Twin queries nevertheless support STARTSWITH without an
 * underscore, but neither STARTS_WITH nor CONTAINS (azure-docs issues 105649 and 110329). ENDSWITH
 * was on the page from 2023 to 2025; it was not tested.
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
