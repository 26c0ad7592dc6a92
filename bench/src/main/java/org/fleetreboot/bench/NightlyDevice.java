package org.fleetreboot.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.GroupOptions;

/** A device that is rebooted every night, by the rules of the engine. */
final class NightlyDevice {
  /** What becomes of it in one night. */
  enum Course {
    CONFIRMED,
    NOTED,
    DEFERRED,
    REJECTED,
    OFFLINE,
    NOT_CONFIRMED,
    CONFIRMED_LATE;

    /** Of a thousand nights: 930, 10, 20, 10, 15, 5 and 10. */
    static Course of(int permille) {
      if (permille < 10) {
        return REJECTED;
      }
      if (permille < 25) {
        return OFFLINE;
      }
      if (permille < 30) {
        return NOT_CONFIRMED;
      }
      if (permille < 40) {
        return CONFIRMED_LATE;
      }
      if (permille < 50) {
        return NOTED;
      }
      return permille < 70 ? DEFERRED : CONFIRMED;
    }
  }

  private static final int NOT_ONLINE = 404103;

  final String id;
  final StreamId stream;
  private RebootState state = RebootState.INITIAL;
  private BootMarker marker;
  private Course course = Course.CONFIRMED;
  private String run = "";
  private final String step;

  NightlyDevice(String hub, String id, String step, Instant installed) {
    this.id = id;
    this.step = step;
    stream = StreamId.device(hub, id);
    marker = new BootMarker(installed.toString(), installed, 1);
  }

  void begin(String nightsRun, Course nightsCourse) {
    run = nightsRun;
    course = nightsCourse;
  }

  /** The run is over. */
  void end() {
    state = state.with(state.past().without(run));
  }

  boolean isDeferred() {
    return course == Course.DEFERRED;
  }

  List<RebootEvent> defer(Instant now) {
    return course == Course.DEFERRED
        ? record(
            new RebootCommand.Defer(run, step, now, "2 devices of its site are down already", null))
        : List.of();
  }

  List<RebootEvent> turn(Instant now, Instant groupStarted, GroupOptions options, UUID call) {
    TwinReading twin = new TwinReading.Found(marker, course != Course.OFFLINE);
    return record(
        new RebootCommand.TakeTurn(
            run, step, now, now, options, groupStarted, twin, call, null, null));
  }

  List<RebootEvent> answer(Instant now) {
    var call = state.call();
    if (call == null) {
      return List.of();
    }
    InvocationAnswer answer =
        switch (course) {
          case REJECTED -> new InvocationAnswer.Answered(500, "{\"error\":\"disk is full\"}", null);
          case OFFLINE -> new InvocationAnswer.Lost(NOT_ONLINE, "the device is not online");
          default -> new InvocationAnswer.Answered(200, "{\"accepted\":true}", null);
        };
    return record(new RebootCommand.RecordAnswer(call.invocation(), now, answer, 0.5, null));
  }

  /** Polls it for the first time. */
  List<RebootEvent> poll(Instant now) {
    boolean isBack = course != Course.NOT_CONFIRMED && course != Course.CONFIRMED_LATE;
    return poll(now, isBack);
  }

  /** Polls it when its deadline has passed. */
  List<RebootEvent> lastPoll(Instant now) {
    return poll(now, false);
  }

  /** Polls it hours later. */
  List<RebootEvent> latePoll(Instant now) {
    return course == Course.CONFIRMED_LATE ? poll(now, true) : List.of();
  }

  private List<RebootEvent> poll(Instant now, boolean isBack) {
    var call = state.call();
    if (call == null) {
      return List.of();
    }
    Instant booted = now.minus(Duration.ofSeconds(3));
    BootMarker after =
        isBack ? new BootMarker(booted.toString(), booted, marker.sectionVersion() + 1) : marker;
    List<RebootEvent> events =
        record(
            new RebootCommand.RecordPoll(
                call.invocation(), now, now, new TwinReading.Found(after, true)));
    if (!events.isEmpty()) {
      marker = after;
    }
    return events;
  }

  List<RebootEvent> note(Instant now) {
    return course == Course.NOTED
        ? record(new RebootCommand.Note(run, step, now, "health test passed after 12 s"))
        : List.of();
  }

  private List<RebootEvent> record(RebootCommand command) {
    List<RebootEvent> events = new ArrayList<>(Reboot.decide(state, command));
    for (RebootEvent event : events) {
      state = Reboot.evolve(state, event);
    }
    return events;
  }
}
