package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device of a hub, and what the last run did with it.
 *
 * @param hub its name in the journal
 * @param lastRun null if the journal has none, or there is no journal
 */
public record FleetRow(String hub, @JsonUnwrapped TwinRow twin, @Nullable LastRun lastRun) {

  /**
   * What became of the device in the last run that named it.
   *
   * @param by who started the run
   * @param outcome the status, which is no outcome while the run is under way
   * @param at since when; null if it waits for its turn
   */
  public record LastRun(
      String run, String step, RequesterJson by, String outcome, @Nullable Instant at) {}
}
