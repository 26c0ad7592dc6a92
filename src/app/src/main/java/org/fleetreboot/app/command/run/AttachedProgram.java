package org.fleetreboot.app.command.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.program.SettledDevices;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.RememberedDevices;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.journal.Position;
import org.jspecify.annotations.Nullable;

/**
 * The work of another program. The journal has the run's state; only that program knows the hub's
 * state. While nothing is recorded, nothing but the end of the journal is read.
 */
final class AttachedProgram implements WatchedProgram {
  private final StoredFleet fleet;
  private final InstantSource clock;
  private final ProgramQuestions questions;
  private HubStates hubs = HubStates.UNKNOWN;
  private Map<String, Position> read = Map.of();
  private @Nullable Snapshot last;

  AttachedProgram(StoredFleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
    this.questions = new ProgramQuestions(fleet.location(), clock);
  }

  @Override
  public boolean goesOn() {
    ProgramQuestions.Answer known = questions.latest();
    known.hubs().ifPresent(said -> hubs = said);
    return known.works();
  }

  @Override
  public Optional<Snapshot> snapshot(String run) {
    Map<String, Position> heads = heads();
    if (last == null || !heads.equals(read)) {
      // Read after the heads: what is recorded in between is read once more.
      last =
          Snapshot.of(fleet.view(), run, hubs, clock.instant())
              .map(seen -> seen.withDevices(new RememberedDevices(seen.devices())))
              .orElse(null);
      read = heads;
    }
    return Optional.ofNullable(last).map(seen -> seen.at(clock.instant(), hubs));
  }

  private Map<String, Position> heads() {
    Map<String, Position> heads = new HashMap<>();
    for (String partition : fleet.journal().partitions()) {
      heads.put(partition, fleet.journal().head(partition));
    }
    return heads;
  }

  @Override
  public SettledDevices settledSince(Instant since) {
    return new SettledDevices(fleet.journal(), since);
  }

  @Override
  public void awaitResults() {
    // That program delivers them, and continues.
  }
}
