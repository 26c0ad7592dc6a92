package org.fleetreboot.devicesim.hub.parity.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.fleetreboot.devicesim.hub.json.Primitive;

/**
 * Accumulates the values of one group for aggregates. Sum and average ignore everything but
 * numbers; least and greatest prefer numbers over strings. Not thread-safe.
 */
public final class Accumulator {
  private long rows;
  private long numbers;
  private double sum;
  private JsonNode least = MissingNode.getInstance();
  private JsonNode greatest = MissingNode.getInstance();

  public void add(JsonNode value) {
    rows++;
    if (value.isNumber()) {
      numbers++;
      sum += value.doubleValue();
    }
    if (value.isNumber() || value.isTextual()) {
      least = better(least, value, -1);
      greatest = better(greatest, value, 1);
    }
  }

  JsonNode rows() {
    return LongNode.valueOf(rows);
  }

  JsonNode sum() {
    return numbers == 0 ? MissingNode.getInstance() : Primitive.number(sum);
  }

  JsonNode average() {
    return Primitive.number(sum / numbers);
  }

  JsonNode least() {
    return least;
  }

  JsonNode greatest() {
    return greatest;
  }

  private static JsonNode better(JsonNode best, JsonNode value, int direction) {
    if (best.isMissingNode() || (best.isTextual() && value.isNumber())) {
      return value;
    }
    int order = Primitive.order(value, best).orElse(0);
    return order * direction > 0 ? value : best;
  }
}
