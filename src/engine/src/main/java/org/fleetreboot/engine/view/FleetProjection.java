package org.fleetreboot.engine.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.JournalTrust;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** The read model: folds events into what people see. Thread-safe. */
public final class FleetProjection implements FleetView {
  /** The most devices of ended runs to keep in a running engine. Each takes some hundred bytes. */
  private static final int MOST_DEVICES = 100_000;

  private final Map<String, RunProjection> runs = new LinkedHashMap<>();

  /** The ended runs whose devices are kept, the oldest first. */
  private final Deque<RunProjection> ended = new ArrayDeque<>();

  /** The stops of all calls, by hub. */
  private final Map<String, FleetStop> stops = new TreeMap<>();

  private final int mostDevices;
  private int devices;

  private FleetProjection(int mostDevices) {
    this.mostDevices = mostDevices;
  }

  /** A view of a running engine. It forgets the devices of old runs. */
  public static FleetProjection live() {
    return new FleetProjection(MOST_DEVICES);
  }

  public static FleetProjection live(int mostDevices) {
    return new FleetProjection(mostDevices);
  }

  /** Reads a journal as it is now, whether or not a program has it open. */
  public static FleetView read(JournalReader journal) {
    return new FleetFollower(journal).refresh();
  }

  /** A view of a journal, with the devices of all its runs. */
  static FleetProjection whole() {
    return new FleetProjection(Integer.MAX_VALUE);
  }

  public synchronized void apply(List<StoredEvent> recorded) {
    for (StoredEvent one : recorded) {
      if (one.event() instanceof RunEvent event) {
        apply(runs.computeIfAbsent(StreamNames.run(one.stream()), RunProjection::new), event);
      } else if (one.event() instanceof GroupEvent event) {
        RunProjection run = runs.get(StreamNames.run(one.stream()));
        if (run != null) {
          apply(run, StreamNames.step(one.stream()), event);
        }
      } else if (one.event() instanceof RebootEvent event) {
        RunProjection run = runs.get(event.run());
        if (run != null) {
          run.apply(StreamNames.device(one.stream()), event);
        }
      } else if (one.event() instanceof FleetStopEvent event) {
        apply(StreamNames.hub(one.stream()), event);
      }
    }
  }

  private void apply(String hub, FleetStopEvent event) {
    stops.put(hub, stops.getOrDefault(hub, FleetStop.NONE).evolve(event));
  }

  private void apply(RunProjection run, RunEvent event) {
    run.apply(event);
    if (event instanceof RunEvent.RunSettled) {
      ended.add(run);
      makeRoom();
    }
  }

  private void apply(RunProjection run, String step, GroupEvent event) {
    run.apply(step, event);
    if (event instanceof GroupEvent.TargetsAdded added) {
      devices += added.devices().size();
      makeRoom();
    }
  }

  private void makeRoom() {
    while (devices > mostDevices && !ended.isEmpty()) {
      devices -= ended.remove().forgetDevices();
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
  public synchronized List<StopView> stops() {
    List<StopView> views = new ArrayList<>();
    stops.forEach(
        (hub, stop) -> {
          FleetStopEvent.FleetStopped stopped = stop.stopped();
          if (stopped != null) {
            views.add(new StopView(hub, stopped.at(), stopped.by(), stopped.reason(), null));
          }
          FleetStopEvent.JournalDoubted doubted = stop.trust().doubted();
          if (doubted != null) {
            views.add(
                new StopView(
                    hub, doubted.at(), FleetView.ENGINE, doubted.reason(), doubted.doubt()));
          }
        });
    return views;
  }

  @Override
  public synchronized @Nullable JournalView journal(String hub) {
    JournalTrust trust = stops.getOrDefault(hub, FleetStop.NONE).trust();
    FleetStopEvent.JournalPlaced placed = trust.placed();
    return placed == null
        ? null
        : new JournalView(placed.journal(), placed.epoch(), trust.isDoubted());
  }

  @Override
  public synchronized List<DeviceView> devices(String run) {
    RunProjection known = runs.get(run);
    return known == null ? List.of() : known.devices();
  }
}
