package org.fleetreboot.devicesim.hub.query;

/**
 * The value of a condition. Comparing a property that is not there gives UNDEFINED, which is not
 * true, and neither is its negation.
 */
enum Truth {
  TRUE,
  FALSE,
  UNDEFINED;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE && other == TRUE ? TRUE : UNDEFINED;
  }

  Truth or(Truth other) {
    if (this == TRUE || other == TRUE) {
      return TRUE;
    }
    return this == FALSE && other == FALSE ? FALSE : UNDEFINED;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNDEFINED -> UNDEFINED;
    };
  }
}
