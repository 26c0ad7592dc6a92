package org.fleetreboot.app.program;

import java.util.Optional;

/** Reads the names of partitions. */
final class Partitions {
  private static final String HUB = "hub/";

  private Partitions() {}

  /** The hub of a partition; empty for that of the runs. */
  static Optional<String> hub(String partition) {
    return partition.startsWith(HUB)
        ? Optional.of(partition.substring(HUB.length()))
        : Optional.empty();
  }
}
