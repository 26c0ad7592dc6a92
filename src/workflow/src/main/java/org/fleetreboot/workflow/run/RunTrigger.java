package org.fleetreboot.workflow.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What started a run, as it is stored. Equal triggers are the same; the text is for people, and is
 * never parsed.
 */
public sealed interface RunTrigger {
  /** The text for people: {@code schedule nightly at 2026-03-01T01:00:00Z}. */
  String text();

  /**
   * Whether an equal trigger means the same run, even with different devices: a repeated query may
   * find others. False if one trigger may start many runs.
   */
  default boolean standsForOneRun() {
    return true;
  }

  /**
   * A schedule.
   *
   * @param schedule its name: {@code quartz:NAME}
   * @param plannedAt the planned time, also for a late start
   */
  record Schedule(String schedule, Instant plannedAt) implements RunTrigger {
    /** How late a busy program may be; a later one was not running at the planned time. */
    private static final Duration LATE = Duration.ofSeconds(10);

    /** Whether the time counts as missed, and is not caught up, if it is taken up only then. */
    public boolean isMissedAt(Instant takenUp) {
      return takenUp.isAfter(plannedAt.plus(LATE));
    }

    @Override
    public String text() {
      return "schedule " + schedule + " at " + plannedAt;
    }
  }

  /** A file with a list of devices. */
  record File(String file, Instant modified) implements RunTrigger {
    @Override
    public String text() {
      return "file " + file + " modified " + modified;
    }
  }

  /**
   * A message from a broker.
   *
   * @param id the same at every delivery
   * @param sent when it was sent, according to the broker; null if the broker does not say
   */
  record Message(String id, @Nullable Instant sent) implements RunTrigger {
    @Override
    public String text() {
      return sent == null ? "message " + id : "message " + id + " of " + sent;
    }
  }

  /** A request to the HTTP API. */
  record Api() implements RunTrigger {
    @Override
    public String text() {
      return "POST /api/runs";
    }

    @Override
    public boolean standsForOneRun() {
      return false;
    }
  }

  /**
   * A command line.
   *
   * @param words the command and its arguments, each as the program received it
   */
  record CommandLine(List<String> words) implements RunTrigger {
    private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

    public CommandLine {
      words = List.copyOf(words);
    }

    public CommandLine(String... words) {
      this(List.of(words));
    }

    /** Quoted for a shell. */
    @Override
    public String text() {
      return words.stream()
          .map(word -> word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'")
          .collect(Collectors.joining(" "));
    }
  }

  /**
   * A retry of some devices of an earlier run.
   *
   * @param run the earlier run
   */
  record RetryOf(String run) implements RunTrigger {
    @Override
    public String text() {
      return "retry " + run;
    }
  }

  /**
   * The chain of another run.
   *
   * @param run the other run
   * @param node the node in its route
   */
  record ChainOf(String run, String node) implements RunTrigger {
    @Override
    public String text() {
      return "run " + run + " at " + node;
    }
  }

  /**
   * A route, without any of the triggers that can be told apart.
   *
   * @param route its id; null for a call from outside any route
   * @param named whether it gave the run its id
   */
  record Route(@Nullable String route, boolean named) implements RunTrigger {
    @Override
    public String text() {
      String source = route == null ? "a call" : "route " + route;
      return named ? "named by " + source : source;
    }

    @Override
    public boolean standsForOneRun() {
      return named;
    }
  }

  /**
   * Any trigger, with a reason.
   *
   * @param reason why the run is wanted, for people
   */
  record WithReason(RunTrigger trigger, String reason) implements RunTrigger {
    @Override
    public String text() {
      return trigger.text() + ": " + reason;
    }

    @Override
    public boolean standsForOneRun() {
      return trigger.standsForOneRun();
    }
  }
}
