package org.fleetreboot.app.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.program.SettledDevices;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.RememberedDevices;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
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
  private HubHealth health = HubHealth.GOOD;
  private @Nullable HubHeadroom headroom;
  private Map<String, Position> read = Map.of();
  private @Nullable Snapshot last;

  AttachedProgram(StoredFleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
    this.questions = new ProgramQuestions(fleet.file(), clock);
  }

  @Override
  public boolean goesOn() {
    ProgramQuestions.Answer known = questions.latest();
    known
        .hub()
        .ifPresent(
            hub -> {
              health = health(hub);
              headroom = headroom(hub.path("quota"));
            });
    return known.works();
  }

  @Override
  public Optional<Snapshot> snapshot(String run) {
    Map<String, Position> heads = heads();
    if (last == null || !heads.equals(read)) {
      // Read after the heads: what is recorded in between is read once more.
      last =
          Snapshot.of(fleet.view(), run, health, headroom, clock.instant())
              .map(seen -> seen.withDevices(new RememberedDevices(seen.devices())))
              .orElse(null);
      read = heads;
    }
    return Optional.ofNullable(last).map(seen -> seen.at(clock.instant(), health, headroom));
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

  private static HubHealth health(JsonNode hub) {
    // Only the sentence about the failure is shown.
    return hub.path("nextTry").isTextual()
        ? new HubHealth(
            new HubTrouble(HubTrouble.Kind.UNREACHABLE, hub.path("reason").asText()),
            Instant.parse(hub.path("nextTry").asText()))
        : HubHealth.GOOD;
  }

  private static @Nullable HubHeadroom headroom(JsonNode quota) {
    return quota.isObject()
        ? new HubHeadroom(
            quota.path("callsPerSecond").asDouble(),
            quota.path("readsPerSecond").asDouble(),
            quota.path("speed").asDouble(1),
            quota.path("freeCalls").asDouble(1),
            quota.path("freeReads").asDouble(1))
        : null;
  }

  @Override
  public void awaitResults() {
    // That program delivers them, and continues.
  }
}
