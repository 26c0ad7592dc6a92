package org.fleetreboot.journal.postgres.connect;

import java.time.Duration;

/**
 * How a node uses a journal in PostgreSQL.
 *
 * @param node its name for people, such as the name of its host
 * @param maxClockDifference to the clock of the server; the program does not start with more
 */
public record PostgresSettings(PostgresAddress address, String node, Duration maxClockDifference) {
  /**
   * Deadlines and maintenance windows are instants by the clock of the node that works a hub. A
   * minute is more than any clock is off that is kept by NTP, and less than any window is long.
   */
  public static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  public PostgresSettings(PostgresAddress address, String node) {
    this(address, node, MAX_CLOCK_DIFFERENCE);
  }
}
