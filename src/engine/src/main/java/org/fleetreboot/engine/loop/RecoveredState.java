package org.fleetreboot.engine.loop;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.state.EngineOutput;
import org.fleetreboot.engine.state.EventIds;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.FleetReader;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * What the journal holds, as the engine has it in memory.
 *
 * @param last the id of the last event; null if there is none
 * @param recovery the first events and effects after the start
 */
record RecoveredState(Fleet fleet, EngineCore core, @Nullable UUID last, EngineOutput recovery) {

  /**
   * Reads the journal, and decides what the start has to record. Writes nothing.
   *
   * @throws org.fleetreboot.engine.OpenOnAnotherHub if a run of another hub is open in it
   * @throws org.fleetreboot.journal.JournalFailed if it cannot be read
   */
  static RecoveredState read(
      Journal journal,
      EventCodec codec,
      EngineSettings settings,
      RandomGenerator random,
      Instant now) {
    Fleet fleet = new Fleet();
    FleetReader.read(journal, codec, settings.hub(), fleet);
    UUID last = EventIds.last(journal);
    EngineCore core =
        new EngineCore(fleet, settings, codec, random, new EventIds(random, last, now));
    Map<String, Long> ends =
        journal.partitions().stream()
            .collect(Collectors.toMap(name -> name, name -> journal.head(name).value()));
    return new RecoveredState(fleet, core, last, core.recover(settings, ends, now));
  }
}
