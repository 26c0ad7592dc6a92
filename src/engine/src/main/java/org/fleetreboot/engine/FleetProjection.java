package org.fleetreboot.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.RebootEvent;
import org.fleetreboot.workflow.RolloutEvent;
import org.fleetreboot.workflow.RunEvent;
import org.jspecify.annotations.Nullable;

/** The read model: folds events into what people see. Thread-safe. */
public final class FleetProjection implements FleetView {
  private final Map<String, RunProjection> runs = new LinkedHashMap<>();

  FleetProjection() {}

  /** Reads a journal, be it open elsewhere or not, as it is at the time of the call. */
  public static FleetView read(JournalReader journal) {
    FleetProjection view = new FleetProjection();
    EventCodec codec = new EventCodec();
    List<String> partitions = new ArrayList<>(journal.partitions());
    // Runs first: what happened to groups and devices belongs to one.
    partitions.remove(StreamId.RUNS);
    partitions.add(0, StreamId.RUNS);
    for (String partition : partitions) {
      journal.readAll(
          partition,
          Position.START,
          recorded ->
              view.apply(List.of(new Batch.Fact(recorded.stream(), codec.decode(recorded)))));
    }
    return view;
  }

  synchronized void apply(List<Batch.Fact> facts) {
    for (Batch.Fact fact : facts) {
      if (fact.event() instanceof RunEvent event) {
        runs.computeIfAbsent(Streams.run(fact.stream()), RunProjection::new).apply(event);
      } else if (fact.event() instanceof RolloutEvent event) {
        RunProjection run = runs.get(Streams.run(fact.stream()));
        if (run != null) {
          run.apply(Streams.step(fact.stream()), event);
        }
      } else if (fact.event() instanceof RebootEvent event) {
        RunProjection run = runs.get(event.run());
        if (run != null) {
          run.apply(Streams.device(fact.stream()), event);
        }
      }
    }
  }

  @Override
  public synchronized List<RunView> runs() {
    List<RunView> all = new ArrayList<>(runs.values().stream().map(RunProjection::view).toList());
    Collections.reverse(all);
    return all;
  }

  @Override
  public synchronized @Nullable RunView run(String run) {
    RunProjection known = runs.get(run);
    return known == null ? null : known.view();
  }

  @Override
  public synchronized List<DeviceView> devices(String run) {
    RunProjection known = runs.get(run);
    return known == null ? List.of() : known.devices();
  }
}
