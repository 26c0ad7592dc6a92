package org.fleetreboot.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.RunTrigger;

/**
 * A journal of runs that are over, one each night. A device whose name begins with {@code off} was
 * offline; every other one was confirmed a minute after its call.
 */
public final class PastRuns implements AutoCloseable {
  public static final String HUB = "plant-7";
  public static final String STEP = "pumps";

  private final EventCodec codec = new EventCodec();
  private final Map<StreamId, Long> versions = new HashMap<>();
  private final FileJournal journal;
  private volatile Instant now;
  private List<String> hubs = List.of(HUB);
  private long events;
  private CompletableFuture<Position> written = CompletableFuture.completedFuture(Position.START);

  private PastRuns(Path file, Instant now) {
    this.now = now;
    this.journal = JournalFile.open(file, () -> this.now);
  }

  /** A new journal, whose first night is that one. */
  public static PastRuns in(Path file, Instant first) {
    return new PastRuns(file, first);
  }

  public FileJournal journal() {
    return journal;
  }

  /** From now on, each device of a run is one on each of those hubs. */
  public PastRuns onHubs(String... names) {
    hubs = List.of(names);
    return this;
  }

  /** One run a night of these devices, named chain-1 and so on. */
  public PastRuns nights(String chain, int nights, String... devices) {
    for (int night = 1; night <= nights; night++) {
      run(chain + "-" + night, chain, List.of(devices));
      // Before the clock moves on: the journal records its time.
      var unused = written.join();
      now = now.plus(Duration.ofDays(1));
    }
    return this;
  }

  /** A run that is not over: none of its devices was called. */
  public PastRuns underWay(String run, String chain, String... devices) {
    begin(run, chain, List.of(devices));
    for (String hub : hubs) {
      for (String device : devices) {
        append(
            StreamId.device(hub, device),
            new RebootEvent.Deferred(run, STEP, now, "the line runs", null));
      }
    }
    var unused = written.join();
    return this;
  }

  private void run(String run, String chain, List<String> devices) {
    begin(run, chain, devices);
    StreamId ofRun = StreamId.run(run);
    Tally tally = Tally.EMPTY;
    for (String hub : hubs) {
      Tally ofHub = Tally.EMPTY;
      for (String device : devices) {
        ofHub = ofHub.plus(reboot(run, hub, device));
      }
      append(
          StreamId.group(hub, run, STEP),
          new GroupEvent.GroupSettled(now, StepResult.SUCCEEDED, ofHub, null));
      tally = tally.plus(ofHub);
    }
    append(ofRun, new RunEvent.StepSettled(STEP, now, StepResult.SUCCEEDED, tally, null));
    append(ofRun, new RunEvent.RunSettled(now, RunOutcome.COMPLETED, null));
  }

  private void begin(String run, String chain, List<String> devices) {
    StreamId ofRun = StreamId.run(run);
    append(
        ofRun,
        new RunEvent.RunAccepted(
            run,
            chain,
            List.of(HUB),
            now,
            new RunTrigger.CommandLine("start", chain),
            Requester.login("anna"),
            0,
            Map.of(),
            new RunMessage(null, Map.of()),
            null,
            null));
    append(ofRun, RunEvent.StepStarted.ofGroup(STEP, now, hubs));
    hubs.forEach(hub -> begin(StreamId.group(hub, run, STEP), run, devices));
  }

  private void begin(StreamId group, String run, List<String> devices) {
    append(group, new GroupEvent.GroupStarted(run, STEP, now, "", GroupOptions.DEFAULT, false));
    for (int from = 0; from < devices.size(); from += GroupEvent.TargetsAdded.MOST) {
      int to = Math.min(devices.size(), from + GroupEvent.TargetsAdded.MOST);
      append(group, new GroupEvent.TargetsAdded(now, devices.subList(from, to)));
    }
    append(group, new GroupEvent.TargetsFrozen(now, devices.size()));
  }

  private Outcome reboot(String run, String hub, String device) {
    StreamId stream = StreamId.device(hub, device);
    UUID call = UUID.nameUUIDFromBytes((run + hub + device).getBytes(UTF_8));
    if (device.startsWith("off")) {
      append(stream, new RebootEvent.FoundOffline(run, STEP, now, null, 1, "not connected, twice"));
      return Outcome.OFFLINE;
    }
    append(
        stream,
        new RebootEvent.InvocationIntended(
            run,
            STEP,
            now,
            call,
            1,
            1,
            "rebootDevice",
            null,
            new MarkerPath("rebootTime"),
            new BootMarker("41", now.minusSeconds(90), 41),
            true,
            now.plusSeconds(10),
            ConfirmBy.VALUE,
            Duration.ofMinutes(10),
            3,
            Duration.ofMillis(1500),
            Duration.ofMinutes(1),
            Map.of(),
            BusyRule.of("423", 10),
            1,
            1));
    append(
        stream,
        new RebootEvent.Confirmed(
            run,
            STEP,
            now.plusSeconds(60),
            call,
            new BootMarker("42", now.plusSeconds(50), 42),
            200,
            null));
    return Outcome.CONFIRMED;
  }

  private void append(StreamId stream, RunEvent event) {
    append(stream, codec.encode(nextId(), event));
  }

  private void append(StreamId stream, GroupEvent event) {
    append(stream, codec.encode(nextId(), event));
  }

  private void append(StreamId stream, RebootEvent event) {
    append(stream, codec.encode(nextId(), event));
  }

  /** In the order of the decisions, as the engine's are. */
  private UUID nextId() {
    return new UUID(++events, 0x8000000000000000L);
  }

  private void append(StreamId stream, NewEvent event) {
    long version = versions.getOrDefault(stream, 0L);
    written =
        journal.append(
            stream.partition(), List.of(new StreamAppend(stream, version, List.of(event))));
    versions.put(stream, version + 1);
  }

  @Override
  public void close() {
    journal.close();
  }
}
