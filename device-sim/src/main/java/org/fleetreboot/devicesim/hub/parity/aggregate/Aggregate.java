package org.fleetreboot.devicesim.hub.parity.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/** The aggregates of a SELECT clause. */
public enum Aggregate {
  COUNT,
  AVG,
  SUM,
  MIN,
  MAX;

  /** The aggregate with this name, ignoring case. */
  public static Optional<Aggregate> named(String name) {
    return Stream.of(values()).filter(known -> known.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Undefined, and therefore omitted from the row, if there was nothing to aggregate. */
  public JsonNode of(Accumulator tally) {
    return switch (this) {
      case COUNT -> tally.rows();
      case AVG -> tally.average();
      case SUM -> tally.sum();
      case MIN -> tally.least();
      case MAX -> tally.greatest();
    };
  }
}
