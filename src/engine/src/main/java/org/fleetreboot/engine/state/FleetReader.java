package org.fleetreboot.engine.state;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.OpenStreams;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.UnreadableSnapshot;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.Target;

/** Folds a journal into a fleet. */
public final class FleetReader {
  private final JournalReader journal;
  private final EventCodec events;
  private final StateCodec states;

  public FleetReader(JournalReader journal, EventCodec events, StateCodec states) {
    this.journal = journal;
    this.events = events;
    this.states = states;
  }

  /** Runs first: each group and each event of a device belongs to a run. */
  private static List<String> partitions(Fleet fleet) {
    return Stream.concat(
            Stream.of(StreamId.RUNS),
            fleet.hubs().stream().map(hub -> StreamId.partitionOf(hub.name)))
        .toList();
  }

  /** Folds the whole journal. */
  public void readAll(Fleet fleet) {
    for (String partition : partitions(fleet)) {
      journal.readAll(
          partition,
          Position.START,
          (RecordedEvent recorded) -> {
            fold(fleet, recorded);
          });
    }
  }

  /**
   * Folds what is in no snapshot.
   *
   * @throws UnreadableSnapshot if the snapshot of an open stream is damaged
   */
  public void readOpen(Fleet fleet, FoldProgress progress) {
    Open open = new Open(fleet, progress);
    partitions(fleet).forEach(partition -> journal.snapshots().readOpen(partition, open));
    open.tell();
  }

  private void fold(Fleet fleet, RecordedEvent recorded) {
    StreamId stream = recorded.stream();
    Object event = events.decode(recorded);
    if (event instanceof RunEvent runEvent) {
      fleet.apply(fleet.foldedRun(StreamNames.run(stream)), runEvent);
    } else if (event instanceof GroupEvent groupEvent) {
      LiveHub hub = hub(fleet, stream);
      hub.apply(hub.group(StreamNames.run(stream), StreamNames.step(stream)), groupEvent);
    } else if (event instanceof RebootEvent rebootEvent) {
      LiveHub hub = hub(fleet, stream);
      hub.apply(hub.folded(StreamNames.device(stream)), rebootEvent);
    } else if (event instanceof FleetStopEvent stopEvent) {
      hub(fleet, stream).apply(stopEvent);
    }
  }

  private static LiveHub hub(Fleet fleet, StreamId stream) {
    return fleet.hub(StreamId.hubOf(stream.partition()));
  }

  /** The devices that a run was sent, in their order on each hub. */
  public static List<Target> targets(JournalReader journal, EventCodec codec, String run) {
    List<Target> targets = new ArrayList<>();
    for (RecordedEvent recorded : journal.read(StreamId.run(run))) {
      if (codec.decode(recorded) instanceof RunEvent.TargetsListed listed) {
        targets.addAll(listed.targets());
      }
    }
    return targets;
  }

  private final class Open implements OpenStreams {
    private static final int EVERY = 10_000;

    private final Fleet fleet;
    private final FoldProgress progress;
    private long folded;
    private long atMost;

    Open(Fleet fleet, FoldProgress progress) {
      this.fleet = fleet;
      this.progress = progress;
    }

    @Override
    public void expectAtMost(long more) {
      atMost += more;
    }

    @Override
    public void base(Snapshot snapshot) {
      StreamId stream = snapshot.stream();
      if (!StreamNames.isDevice(stream)) {
        // Nothing follows the end of a run, so this snapshot is of no end.
        throw new UnreadableSnapshot(snapshot, null);
      }
      hub(fleet, stream)
          .restore(
              StreamNames.device(stream),
              new RestingStates.Device(states.device(snapshot), snapshot.version()));
    }

    @Override
    public void event(RecordedEvent recorded) {
      fold(fleet, recorded);
      if (++folded % EVERY == 0) {
        tell();
      }
    }

    void tell() {
      progress.folded(folded, atMost);
    }
  }
}
