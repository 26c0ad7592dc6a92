package org.fleetreboot.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.fleetreboot.journal.Appends.append;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.RunEvent;

/**
 * A journal as the rules write it: two devices of one run are called, and all calls are stopped.
 */
public final class RealJournal {
  public static final int RUN_EVENTS = 2;
  public static final int HUB_EVENTS = 7;

  private static final String RUN = "nightly-20260301";
  private static final String STEP = "nightly-canary";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID CALL = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
  private static final BootMarker AFTER = new BootMarker("2026-03-01T12:00:31Z", NOON, 42);
  private static final StreamId SEVEN = StreamId.device("north", "pump-7");
  private static final StreamId EIGHT = StreamId.device("north", "pump-8");
  private static final StreamId FLEET = StreamId.fleet("north");
  private static final EventCodec CODEC = new EventCodec();

  private RealJournal() {}

  public static Path write(Path file) {
    String name = String.valueOf(file.getFileName());
    try (Journal journal = DamagedCopy.open(file)) {
      StreamId run = StreamId.run(RUN);
      add(
          journal,
          run,
          0,
          CODEC.encode(
              id(name, 1),
              new RunEvent.RunPaused(
                  NOON, NOON, PauseKind.ORDERED, Requester.login("anna"), "lunch")));
      add(
          journal,
          run,
          1,
          CODEC.encode(id(name, 2), new RunEvent.RunResumed(NOON, Requester.login("anna"), null)));
      add(journal, SEVEN, 0, CODEC.encode(id(name, 3), intent()));
      add(journal, EIGHT, 0, CODEC.encode(id(name, 4), intent()));
      add(journal, SEVEN, 1, accepted(name));
      add(
          journal,
          EIGHT,
          1,
          CODEC.encode(
              id(name, 5),
              new RebootEvent.Rejected(RUN, STEP, NOON, CALL, 409, "\"no\"", "", null)));
      add(
          journal,
          SEVEN,
          2,
          CODEC.encode(
              id(name, 6), new RebootEvent.Confirmed(RUN, STEP, NOON, CALL, AFTER, 200, "{}")));
      add(
          journal,
          FLEET,
          0,
          CODEC.encode(
              id(name, 7), new FleetStopEvent.FleetStopped(NOON, Requester.login("anna"), "fire")));
      add(
          journal,
          FLEET,
          1,
          CODEC.encode(
              id(name, 8),
              new FleetStopEvent.FleetStopLifted(NOON, Requester.login("anna"), "out")));
    }
    return file;
  }

  /** Adds one event to the hub. */
  public static void extend(Path file) {
    try (Journal journal = DamagedCopy.open(file)) {
      add(
          journal,
          FLEET,
          2,
          CODEC.encode(
              id("more", 1),
              new FleetStopEvent.FleetStopped(NOON, Requester.login("anna"), "fire")));
    }
  }

  /** Adds an answer to a call that was never made. */
  public static void contradict(Path file) {
    try (Journal journal = DamagedCopy.open(file)) {
      add(journal, StreamId.device("north", "pump-9"), 0, accepted("other"));
    }
  }

  private static void add(Journal journal, StreamId stream, long version, NewEvent event) {
    append(journal, new StreamAppend(stream, version, List.of(event)));
  }

  private static NewEvent accepted(String name) {
    return CODEC.encode(
        id(name, 9), new RebootEvent.Accepted(RUN, STEP, NOON, CALL, 200, "{\"result\":true}"));
  }

  private static RebootEvent.InvocationIntended intent() {
    return new RebootEvent.InvocationIntended(
        RUN,
        STEP,
        NOON,
        CALL,
        1,
        0,
        "rebootDevice",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        new MarkerPath("rebootTime"),
        new BootMarker("2026-02-22T01:00:07Z", NOON.minusSeconds(1), 41),
        true,
        NOON.plusSeconds(10),
        ConfirmBy.VALUE,
        Duration.ofMinutes(10),
        3,
        Duration.ofMillis(1500),
        Duration.ofMinutes(1),
        Map.of(),
        BusyRule.of("423", 10),
        0,
        0);
  }

  private static UUID id(String name, int number) {
    return UUID.nameUUIDFromBytes((name + number).getBytes(UTF_8));
  }
}
