package org.fleetreboot.app.explain;

import java.util.Locale;

/** What a sentence is about. Each kind belongs to one section. */
public enum Kind {
  /** Who started the run, and by what. */
  RUN(Section.ASKED),
  /** Which devices were asked for. */
  DEVICES(Section.ASKED),
  /** Which options were set. */
  OPTIONS(Section.ASKED),

  /** What became of it in earlier runs. */
  EARLIER(Section.HAPPENED),
  /** A step began or ended. */
  STEP(Section.HAPPENED),
  /** A person, or the program in their place, paused, resumed or cancelled. */
  ORDER(Section.HAPPENED),
  /** A person gave an order that they may not give, or not at that time. */
  REFUSED(Section.HAPPENED),
  /** A person approved or rejected. */
  DECISION(Section.HAPPENED),
  /** A rule stopped a group, or a check said not yet. */
  RULE(Section.HAPPENED),
  /** The device's turn did not lead to a call. */
  DEFERRED(Section.HAPPENED),
  /** The twin was read, and a call recorded. */
  CALL(Section.HAPPENED),
  /** What became of the call. */
  ANSWER(Section.HAPPENED),
  /** The boot marker changed. */
  BOOT(Section.HAPPENED),
  /** A remark of a route. */
  REMARK(Section.HAPPENED),
  /** How it ended. */
  OUTCOME(Section.HAPPENED),

  /** No program works on the run, or nobody knows whether one does. */
  PROGRAM(Section.WAITS),
  /** All calls to the hub's devices are stopped. */
  STOP(Section.WAITS),
  /** The journal may lack calls. */
  DOUBT(Section.WAITS),
  /** The run is paused. */
  PAUSE(Section.WAITS),
  /** The run is being cancelled. */
  CANCEL(Section.WAITS),
  /** A stop rule is broken. */
  STOP_RULE(Section.WAITS),
  /** Work with the hub is suspended. */
  HUB(Section.WAITS),
  /** The hub's quota is used up for the moment. */
  QUOTA(Section.WAITS),
  /** A person has to approve. */
  APPROVAL(Section.WAITS),
  /** An endpoint is asked. */
  CHECK(Section.WAITS),
  /** Time has to pass. */
  SOAK(Section.WAITS),
  /** The devices of a group are not all known yet. */
  COLLECTING(Section.WAITS),
  /** The maintenance window is closed. */
  WINDOW(Section.WAITS),
  /** As many devices are under way, or down, as may be. */
  LIMIT(Section.WAITS),
  /** Something else deferred the device, such as a related one that is down. */
  REASON(Section.WAITS),
  /** Others are before it. */
  TURN(Section.WAITS),
  /** The device asked to be called later. */
  BUSY(Section.WAITS),
  /** A call did not reach the device, and is not repeated at once. */
  BACK_OFF(Section.WAITS),
  /** The device was called, and has not answered. */
  UNANSWERED(Section.WAITS),
  /** The device was called, and has to show that it has rebooted. */
  MARKER(Section.WAITS),
  /** The device is back, and has to stay up. */
  STAY_UP(Section.WAITS),
  /** The route is between two steps. */
  ROUTE(Section.WAITS),

  /** The device gets a turn. */
  NEXT_TURN(Section.NEXT),
  /** The twin is read. */
  POLL(Section.NEXT),
  /** Time ends, and with it the wait. */
  DEADLINE(Section.NEXT),
  /** The chain continues, or the run ends. */
  CONTINUES(Section.NEXT),
  /** Nothing more happens by itself. */
  OVER(Section.NEXT),
  /** What a person can do. */
  REMEDY(Section.NEXT),
  /** What nobody can say without the running program. */
  UNKNOWN(Section.NEXT);

  private final Section section;
  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Kind(Section section) {
    this.section = section;
  }

  public Section section() {
    return section;
  }

  /** The word in JSON. */
  public String word() {
    return word;
  }
}
