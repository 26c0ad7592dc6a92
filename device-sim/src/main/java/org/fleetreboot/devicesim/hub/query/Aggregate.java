package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The aggregates of a SELECT clause. */
enum Aggregate {
  COUNT,
  AVG,
  SUM,
  MIN,
  MAX;

  static Optional<Aggregate> of(Token name) {
    for (Aggregate aggregate : values()) {
      if (name.isWord(aggregate.name())) {
        return Optional.of(aggregate);
      }
    }
    return Optional.empty();
  }

  /** Undefined, and so left out of the row, when there was nothing to aggregate. */
  JsonNode of(Tally tally) {
    return switch (this) {
      case COUNT -> tally.rows();
      case AVG -> tally.average();
      case SUM -> tally.sum();
      case MIN -> tally.least();
      case MAX -> tally.greatest();
    };
  }
}
