package org.fleetreboot.journal.sqlite;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.RunTrigger;

/** A journal of short runs, each at its time in the past. */
public final class OldRuns implements AutoCloseable {
  static final String HUB = "north";
  private static final String STEP = "all";

  private final EventCodec codec = new EventCodec();
  private final Map<StreamId, Long> versions = new HashMap<>();
  private final SqliteJournal journal;
  private Instant now = Instant.EPOCH;
  private String hub = HUB;
  private long ids;

  public OldRuns(Path file) {
    InstantSource clock = () -> now;
    journal = SqliteJournal.open(file, clock, DiskLimits.DEFAULT);
  }

  public SqliteJournal journal() {
    return journal;
  }

  /** A run that skips those devices, and is over at that time. */
  public OldRuns run(String run, String ended, String... devices) {
    begin(run, ended, devices);
    end(run, devices);
    return this;
  }

  /** The same run, and its devices, before any outcome. */
  public OldRuns begin(String run, String at, String... devices) {
    now = Instant.parse(at);
    record(
        StreamId.run(run),
        new RunEvent.RunAccepted(
            run,
            "nightly",
            List.of(HUB),
            now,
            new RunTrigger.CommandLine("run", run),
            Requester.login("anna"),
            0,
            Map.of(),
            RunMessage.NONE,
            null,
            null),
        RunEvent.StepStarted.ofGroup(STEP, now, List.of(hub)));
    record(
        StreamId.group(hub, run, STEP),
        new GroupEvent.GroupStarted(run, STEP, now, "list", GroupOptions.DEFAULT, false),
        new GroupEvent.TargetsAdded(now, List.of(devices)),
        new GroupEvent.TargetsFrozen(now, devices.length));
    return this;
  }

  /** The device had so many events when the journal was opened. */
  public OldRuns continued(String device, long version) {
    versions.put(StreamId.device(hub, device), version);
    return this;
  }

  /** What happens from now on happens on that hub. */
  public OldRuns on(String other) {
    hub = other;
    return this;
  }

  /** What happens from now on happens at that time. */
  public OldRuns at(String time) {
    now = Instant.parse(time);
    return this;
  }

  /** What follows {@link #begin}. */
  public OldRuns end(String run, String... devices) {
    List<StreamId> streams = new ArrayList<>();
    for (String device : devices) {
      skip(run, device);
      streams.add(StreamId.device(hub, device));
    }
    Tally tally = new Tally(Map.of(Outcome.SKIPPED, devices.length));
    StreamId group = StreamId.group(hub, run, STEP);
    record(group, new GroupEvent.GroupSettled(now, StepResult.FAILED, tally, null));
    record(
        StreamId.run(run),
        new RunEvent.StepSettled(STEP, now, StepResult.FAILED, tally, null),
        new RunEvent.RunSettled(now, RunOutcome.COMPLETED, null));
    streams.add(group);
    streams.add(StreamId.run(run));
    close(streams);
    return this;
  }

  /** One device ends. */
  public OldRuns skip(String run, String device) {
    record(
        StreamId.device(hub, device),
        new RebootEvent.Skipped(run, STEP, now, Requester.login("anna"), "not tonight"));
    return this;
  }

  /** Somebody notes something about a device of a run. */
  public OldRuns note(String run, String device) {
    StreamId stream = StreamId.device(hub, device);
    record(stream, new RebootEvent.Noted(run, STEP, now, "seen"));
    close(List.of(stream));
    return this;
  }

  /** Saves snapshots after the last events of those streams. */
  private void close(List<StreamId> streams) {
    journal
        .saveSnapshots(
            streams.stream()
                .map(
                    stream ->
                        new Snapshot(
                            stream,
                            versions.getOrDefault(stream, 0L),
                            stream.name().getBytes(StandardCharsets.UTF_8)))
                .toList())
        .join();
  }

  private void record(StreamId stream, Object... events) {
    List<NewEvent> encoded = new ArrayList<>();
    for (Object event : events) {
      UUID id = new UUID(0, ++ids);
      encoded.add(
          event instanceof RunEvent run
              ? codec.encode(id, run)
              : event instanceof GroupEvent group
                  ? codec.encode(id, group)
                  : codec.encode(id, (RebootEvent) event));
    }
    long version = versions.merge(stream, (long) events.length, Long::sum);
    StreamAppend append = new StreamAppend(stream, version - events.length, encoded);
    journal.append(stream.partition(), List.of(append)).join();
  }

  @Override
  public void close() {
    journal.close();
  }
}
