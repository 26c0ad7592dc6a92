package org.fleetreboot.engine;

import java.util.Map;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.FleetReader;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;

/** The states that reading the journal gives. */
final class Replay {
  private Replay() {}

  static Map<String, Object> of(JournalReader journal) {
    Fleet fleet = new Fleet();
    FleetReader.read(journal, new EventCodec(), "local", fleet);
    return fleet.states();
  }
}
