package org.fleetreboot.engine.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.HubStreams;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.Snapshots;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.UnreadableSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads states at rest from the snapshots in the journal. A snapshot that is missing or damaged is
 * replaced by the fold of its stream.
 */
public final class RestingStatesInJournal implements RestingStates {
  private static final Logger LOG = LoggerFactory.getLogger(RestingStatesInJournal.class);

  private final JournalReader journal;
  private final StreamFold fold;
  private final StateCodec states;

  public RestingStatesInJournal(JournalReader journal, EventCodec events, StateCodec states) {
    this.journal = journal;
    this.fold = new StreamFold(journal, events);
    this.states = states;
  }

  @Override
  public Map<String, Device> devices(HubStreams hub, Collection<String> ids) {
    Snapshots found = journal.snapshots().of(ids.stream().map(hub::device).toList());
    Map<String, Device> devices = new HashMap<>();
    found
        .current()
        .forEach((stream, snapshot) -> devices.put(StreamNames.device(stream), device(snapshot)));
    for (StreamId stream : found.open()) {
      devices.put(StreamNames.device(stream), foldedDevice(stream));
    }
    return devices;
  }

  private Device device(Snapshot snapshot) {
    try {
      return new Device(states.device(snapshot), snapshot.version());
    } catch (UnreadableSnapshot damaged) {
      return foldedDevice(snapshot.stream());
    }
  }

  private Device foldedDevice(StreamId stream) {
    return fold.device(stream, events(stream));
  }

  @Override
  public @Nullable OverRun run(String id) {
    StreamId stream = StreamId.run(id);
    Snapshots found = journal.snapshots().of(List.of(stream));
    Snapshot snapshot = found.current().get(stream);
    if (snapshot == null) {
      return found.open().isEmpty() ? null : foldedRun(stream);
    }
    try {
      return new OverRun(states.run(snapshot), snapshot.version());
    } catch (UnreadableSnapshot damaged) {
      return foldedRun(stream);
    }
  }

  private OverRun foldedRun(StreamId stream) {
    return fold.run(stream, events(stream));
  }

  private List<RecordedEvent> events(StreamId stream) {
    LOG.warn(
        "The snapshot of {} is missing or damaged; its events are folded instead.", stream.name());
    return fold.events(stream);
  }
}
