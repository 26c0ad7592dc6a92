package org.fleetreboot.devicesim.hub.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.OptionalInt;

/** Operations of queries on primitive JSON values: strings, numbers, booleans, null. */
public final class Primitive {
  // 2^53: doubles represent all integers up to here.
  private static final double EXACT_INTEGERS = 0x1p53;
  // Beyond it, stripping zeros of numbers such as 10e2147483647 would overflow; they only equal the
  // same notation.
  private static final int WIDEST_SCALE = 1_000_000;

  private Primitive() {}

  public static boolean is(JsonNode value) {
    return value.isValueNode() && !value.isMissingNode();
  }

  /** Equal for values that are equal in queries: 1 and 1.0, but not 1 and '1'. */
  public static Object key(JsonNode value) {
    if (!value.isNumber()) {
      return value;
    }
    BigDecimal number = value.decimalValue();
    return Math.abs((long) number.scale()) > WIDEST_SCALE ? number : number.stripTrailingZeros();
  }

  /** The order of two numbers or two strings; empty for other values. */
  public static OptionalInt order(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return OptionalInt.of(left.decimalValue().compareTo(right.decimalValue()));
    }
    if (left.isTextual() && right.isTextual()) {
      return OptionalInt.of(left.textValue().compareTo(right.textValue()));
    }
    return OptionalInt.empty();
  }

  /** The result of a calculation; undefined if it is not finite. */
  public static JsonNode number(double value) {
    if (!Double.isFinite(value)) {
      return MissingNode.getInstance();
    }
    boolean integer = value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS;
    return integer ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
  }
}
