package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * The value of a condition. Only TRUE selects a row. Comparing a missing property yields UNDEFINED;
 * neither it nor its negation is true.
 */
enum Ternary {
  TRUE,
  FALSE,
  UNDEFINED;

  static Ternary of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** Values other than booleans are undefined as conditions. */
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
