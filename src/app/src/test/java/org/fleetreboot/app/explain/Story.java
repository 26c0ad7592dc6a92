package org.fleetreboot.app.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;

/** A history that a test writes event by event, in the run {@code night-1} on the hub plant-7. */
final class Story {
  static final String HUB = "plant-7";
  static final String RUN = "night-1";
  static final String STEP = "pumps";
  static final Instant START = Instant.parse("2026-10-01T02:00:00Z");

  private final EventCodec codec = new EventCodec();
  private final Map<StreamId, Long> versions = new HashMap<>();
  private Instant now = START;
  private final InMemoryJournal journal = new InMemoryJournal(() -> now);
  private ProgramPresence program = new ProgramPresence.AtWork();
  private @Nullable HubJson hub;
  private int events;
  private int invocations;

  /** A run that anna has started. */
  static Story begun() {
    return new Story()
        .run(
            new RunEvent.RunAccepted(
                RUN,
                "nightly",
                List.of(HUB),
                START,
                new RunTrigger.CommandLine("start", "nightly"),
                Requester.login("anna"),
                0,
                Map.of(),
                new RunMessage(null, Map.of()),
                null,
                null));
  }

  /** The same, whose group has those devices and options. */
  static Story group(GroupOptions options, String... devices) {
    return begun()
        .run(RunEvent.StepStarted.ofGroup(STEP, START, List.of(HUB)))
        .group(new GroupEvent.GroupStarted(RUN, STEP, START, "list", options, false))
        .group(new GroupEvent.TargetsAdded(START, List.of(devices)))
        .group(new GroupEvent.TargetsFrozen(START, devices.length));
  }

  static Story group(String... devices) {
    return group(GroupOptions.DEFAULT, devices);
  }

  Story after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Instant now() {
    return now;
  }

  Story without(ProgramPresence.Abandoned nobody) {
    program = nobody;
    return this;
  }

  Story hub(HubJson told) {
    hub = told;
    return this;
  }

  Story run(RunEvent event) {
    return append(StreamId.run(RUN), codec.encode(nextId(), event));
  }

  Story group(GroupEvent event) {
    return append(StreamId.group(HUB, RUN, STEP), codec.encode(nextId(), event));
  }

  Story fleet(FleetStopEvent event) {
    return append(StreamId.fleet(HUB), codec.encode(nextId(), event));
  }

  Story device(String device, RebootEvent event) {
    return append(StreamId.device(HUB, device), codec.encode(nextId(), event));
  }

  /** Records a call of the device, which must then stay up for that long; null for no such wait. */
  Story called(String device, @Nullable Duration stayUp) {
    invocations++;
    return device(
        device,
        new RebootEvent.InvocationIntended(
            RUN,
            STEP,
            now,
            invocation(),
            1,
            1,
            "rebootDevice",
            null,
            new MarkerPath("rebootTime"),
            new BootMarker("41", now.minusSeconds(3600), 41),
            true,
            now.plusSeconds(10),
            ConfirmBy.VALUE,
            Duration.ofMinutes(10),
            3,
            Duration.ZERO,
            stayUp,
            null,
            BusyRule.of("423", 10),
            0,
            0));
  }

  Story called(String device) {
    return called(device, null);
  }

  /** Of the last call. */
  UUID invocation() {
    return new UUID(7, invocations);
  }

  Explanation ofDevice(String device) {
    return explainer().device(device).orElseThrow();
  }

  Explanation ofRun() {
    return explainer().run(RUN).orElseThrow();
  }

  Explainer explainer() {
    return new Explainer(
        journal,
        new Conditions(
            program, hub == null ? HubStates.UNKNOWN : new HubStates(List.of(hub)), now));
  }

  /** The sentences of a section, one a line. */
  static String texts(Explanation explanation, Section section) {
    return explanation.in(section).stream().map(Sentence::text).collect(Collectors.joining("\n"));
  }

  private UUID nextId() {
    return new UUID(++events, 0x8000000000000000L);
  }

  private Story append(StreamId stream, NewEvent event) {
    long version = versions.getOrDefault(stream, 0L);
    journal
        .append(stream.partition(), List.of(new StreamAppend(stream, version, List.of(event))))
        .join();
    versions.put(stream, version + 1);
    return this;
  }
}
