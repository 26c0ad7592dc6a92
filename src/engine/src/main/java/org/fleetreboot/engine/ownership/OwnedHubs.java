package org.fleetreboot.engine.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.HubSettings;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.MachineFolders;

/** The hubs that this program works with. */
record OwnedHubs(List<OwnedHub> hubs) implements AutoCloseable {

  /** Takes the lock of each, or of none. */
  static OwnedHubs take(
      FileJournal journal, Map<String, HubEndpoint> endpoints, MachineFolders folders) {
    OwnedHubs taken = new OwnedHubs(new ArrayList<>());
    try {
      endpoints.forEach(
          (name, endpoint) -> taken.hubs.add(OwnedHub.take(name, journal, endpoint, folders)));
      return taken;
    } catch (RuntimeException refused) {
      taken.close();
      throw refused;
    }
  }

  /** Without locks. */
  static OwnedHubs shared(Map<String, HubEndpoint> endpoints, MachineFolders folders) {
    List<OwnedHub> hubs = new ArrayList<>();
    endpoints.forEach((name, endpoint) -> hubs.add(OwnedHub.shared(name, endpoint, folders)));
    return new OwnedHubs(hubs);
  }

  /** The same settings with what this machine remembers of the hub's journals. */
  HubSettings withKnownJournals(HubSettings settings) {
    for (OwnedHub hub : hubs) {
      if (hub.name().equals(settings.hub())) {
        return settings.withKnownJournals(hub.knownJournals().journals());
      }
    }
    return settings;
  }

  @Override
  public void close() {
    hubs.forEach(OwnedHub::close);
  }
}
