package org.fleetreboot.engine.state;

import java.util.List;
import java.util.function.Consumer;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.UnreadableSnapshot;
import org.fleetreboot.workflow.group.GroupEvent;

/**
 * Checks that every snapshot in a journal is the fold of its stream. One with archived events is
 * only read, because the events that it stands for are elsewhere.
 */
public final class SnapshotCheck {
  private final JournalReader journal;
  private final EventCodec events = new EventCodec();
  private final StateCodec states = new StateCodec();

  public SnapshotCheck(JournalReader journal) {
    this.journal = journal;
  }

  /**
   * Tells each fault, as a sentence without its full stop.
   *
   * @param progress is told how many events were folded
   */
  public void run(FoldProgress progress, Consumer<String> fault) {
    long atMost = journal.partitions().stream().map(journal::head).mapToLong(Position::value).sum();
    long[] folded = {0};
    journal
        .snapshots()
        .readAll(
            snapshot -> {
              folded[0] += check(snapshot, fault);
              progress.folded(folded[0], atMost);
            });
  }

  /** Checks one snapshot; returns how many events were folded. */
  private int check(Snapshot snapshot, Consumer<String> fault) {
    StreamId stream = snapshot.stream();
    List<RecordedEvent> all = journal.read(stream);
    long first = all.isEmpty() ? snapshot.version() + 1 : all.get(0).version();
    List<RecordedEvent> covered =
        all.stream().filter(event -> event.version() <= snapshot.version()).toList();
    try {
      if (first == 1 && covered.size() != snapshot.version()) {
        fault.accept(
            "the snapshot of %s is of version %d, and the stream ends at %d"
                .formatted(stream.name(), snapshot.version(), covered.size()));
      } else if (first == 1 ? !isFold(snapshot, covered) : !isReadable(snapshot)) {
        fault.accept("the snapshot of " + stream.name() + " differs from the fold of its events");
      }
    } catch (UnreadableSnapshot damaged) {
      fault.accept("the snapshot of " + stream.name() + " is damaged");
    }
    return covered.size();
  }

  private boolean isFold(Snapshot snapshot, List<RecordedEvent> covered) {
    StreamId stream = snapshot.stream();
    StreamFold fold = new StreamFold(journal, events);
    if (StreamNames.isDevice(stream)) {
      return states.device(snapshot).equals(fold.device(stream, covered).device());
    }
    if (stream.partition().equals(StreamId.RUNS)) {
      return states.run(snapshot).equals(fold.run(stream, covered).state());
    }
    return snapshot.state().length == 0
        && events.decode(covered.get(covered.size() - 1)) instanceof GroupEvent.GroupSettled;
  }

  private boolean isReadable(Snapshot snapshot) {
    StreamId stream = snapshot.stream();
    if (StreamNames.isDevice(stream)) {
      return states.device(snapshot).state().past().runs().isEmpty();
    }
    return !stream.partition().equals(StreamId.RUNS) || states.run(snapshot).outcome() != null;
  }
}
