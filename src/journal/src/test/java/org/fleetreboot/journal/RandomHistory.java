package org.fleetreboot.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/**
 * A history from a seed, with every event, in orders that no engine would write: devices join twice
 * or not at all, outcomes come late, groups begin before their step and before their run, on any
 * hubs.
 */
public final class RandomHistory {
  public static final List<String> HUBS = List.of("north", "süd", "west");
  public static final List<String> DEVICES =
      List.of("pump-1", "pump-2", "100%_sure", "a/b", "Säge 7", "valve-1", "valve-2", "gone");
  private static final List<String> STEPS = List.of("canary", "ring-1", "Größe", "rest");

  private final SplittableRandom random;
  private final RandomEvents events;
  private final EventCodec codec = new EventCodec();
  private final Map<StreamId, Long> versions = new HashMap<>();

  private final Set<String> runs = new LinkedHashSet<>();

  /** The started steps of each run. */
  private final Map<String, List<String>> started = new HashMap<>();

  /** Groups that no device can join. */
  private final Set<StreamId> settled = new HashSet<>();

  public RandomHistory(long seed) {
    random = new SplittableRandom(seed);
    events = new RandomEvents(random);
  }

  public Set<String> runs() {
    return runs;
  }

  /** The next appends, each to one partition. */
  public List<StreamAppend> next() {
    List<StreamAppend> batch = new ArrayList<>();
    int size = 1 + random.nextInt(40);
    for (int n = 0; n < size; n++) {
      batch.add(one());
    }
    return batch;
  }

  private StreamAppend one() {
    if (runs.isEmpty() || random.nextInt(60) == 0) {
      return begun();
    }
    int kind = random.nextInt(20);
    if (kind == 0) {
      return ofFleet();
    }
    String run = any(List.copyOf(runs));
    if (kind < 4) {
      return ofRun(run);
    }
    String named = random.nextInt(50) == 0 ? any(List.of("never-accepted", nextRun())) : run;
    String hub = any(HUBS);
    String step = any(STEPS);
    StreamId group = StreamId.group(hub, named, step);
    if (kind < 7 && !settled.contains(group)) {
      GroupEvent event = events.ofGroup(named, step, some(DEVICES));
      if (event instanceof GroupEvent.GroupSettled) {
        settled.add(group);
      }
      return append(group, codec.encode(id(), event));
    }
    return append(
        StreamId.device(hub, any(DEVICES)), codec.encode(id(), events.ofDevice(named, step)));
  }

  private String nextRun() {
    return "run-" + runs.size();
  }

  private StreamAppend begun() {
    String run = nextRun();
    runs.add(run);
    started.put(run, new ArrayList<>());
    return append(StreamId.run(run), codec.encode(id(), events.accepted(run, any(HUBS))));
  }

  private StreamAppend ofRun(String run) {
    List<String> known = Objects.requireNonNull(started.get(run));
    RunEvent event;
    if (known.isEmpty() || random.nextInt(4) == 0) {
      String step = any(STEPS);
      event = events.stepStarted(step);
      if (!known.contains(step)) {
        known.add(step);
      }
    } else {
      event = events.ofRun(any(known));
    }
    return append(StreamId.run(run), codec.encode(id(), event));
  }

  private StreamAppend ofFleet() {
    FleetStopEvent event =
        switch (random.nextInt(4)) {
          case 0 -> new FleetStopEvent.FleetStopped(events.at(), Requester.login("ann"), "fire");
          case 1 -> new FleetStopEvent.FleetStopLifted(events.at(), Requester.login("ann"), null);
          case 2 ->
              new FleetStopEvent.JournalPlaced(
                  events.at(),
                  new UUID(1, 2),
                  1 + random.nextInt(3),
                  new JournalPlace("inode 12", "cellar", "host1:/data/journal.db"),
                  Requester.login("ann"),
                  null);
          default -> new FleetStopEvent.JournalDoubted(events.at(), JournalDoubt.COPIED, "a copy");
        };
    return append(StreamId.fleet(any(HUBS)), codec.encode(id(), event));
  }

  private StreamAppend append(StreamId stream, NewEvent event) {
    long expected = versions.getOrDefault(stream, 0L);
    versions.put(stream, expected + 1);
    // As from another program: this journal has to decode it.
    NewEvent stored =
        random.nextInt(10) == 0 ? new NewEvent(event.id(), event.type(), event.data()) : event;
    return new StreamAppend(stream, expected, List.of(stored));
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private List<String> some(List<String> all) {
    List<String> some = new ArrayList<>();
    for (int n = 0; n <= random.nextInt(60); n++) {
      some.add(random.nextInt(2) == 0 ? any(all) : "device-" + random.nextInt(200));
    }
    return some;
  }

  public static Instant start() {
    return Instant.parse("2026-03-01T12:00:00Z");
  }

  public static Duration length() {
    return Duration.ofHours(10);
  }
}
