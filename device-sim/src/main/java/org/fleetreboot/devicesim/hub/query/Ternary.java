package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * The value of a condition. Only TRUE lets a row pass. Comparing a property that is not there gives
 * UNDEFINED, which is not true, and neither is its negation.
 */
enum Ternary {
  TRUE,
  FALSE,
  UNDEFINED;

  static Ternary of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** Null, a number, a string, an array and an object are no more true than what is not there. */
  static Ternary of(JsonNode value) {
    return value.isBoolean() ? of(value.booleanValue()) : UNDEFINED;
  }

  JsonNode value() {
    return this == UNDEFINED ? MissingNode.getInstance() : BooleanNode.valueOf(this == TRUE);
  }

  Ternary and(Ternary other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE && other == TRUE ? TRUE : UNDEFINED;
  }

  Ternary or(Ternary other) {
    if (this == TRUE || other == TRUE) {
      return TRUE;
    }
    return this == FALSE && other == FALSE ? FALSE : UNDEFINED;
  }

  Ternary not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNDEFINED -> UNDEFINED;
    };
  }
}
