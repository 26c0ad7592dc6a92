package org.fleetreboot.workflow.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What started a run, as it is stored. Two triggers are the same when they are equal; the text is
 * for people, and nothing reads it back.
 */
public sealed interface RunTrigger {
  /** What people read: {@code schedule nightly at 2026-03-01T01:00:00Z}. */
  String text();

  /**
   * Whether an equal trigger stands for the same run, whatever devices come with it this time: a
   * query asked again may find others. False where one trigger may begin many runs.
   */
  default boolean standsForOneRun() {
    return true;
  }

  /**
   * A schedule.
   *
   * @param schedule its name: {@code quartz:NAME}
   * @param plannedAt the time that it planned; a late start is still of that time
   */
  record Schedule(String schedule, Instant plannedAt) implements RunTrigger {
    /** So late a busy program may be; whoever is later was not there. */
    private static final Duration LATE = Duration.ofSeconds(10);

    /** Whether the time was missed, if it is taken up only then: it is not caught up. */
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
   * A message of a broker.
   *
   * @param id the same at every delivery
   * @param sent when, as the broker says; null when it does not
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
   * @param words the command and its arguments, each as the program got it
   */
  record CommandLine(List<String> words) implements RunTrigger {
    private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

    public CommandLine {
      words = List.copyOf(words);
    }

    public CommandLine(String... words) {
      this(List.of(words));
    }

    /** As a shell takes it. */
    @Override
    public String text() {
      return words.stream()
          .map(word -> word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'")
          .collect(Collectors.joining(" "));
    }
  }

  /**
   * Some devices of an earlier run are taken up again.
   *
   * @param run the earlier one
   */
  record RetryOf(String run) implements RunTrigger {
    @Override
    public String text() {
      return "retry " + run;
    }
  }

  /**
   * The chain of another run began it.
   *
   * @param run the other one
   * @param node the place in its route
   */
  record ChainOf(String run, String node) implements RunTrigger {
    @Override
    public String text() {
      return "run " + run + " at " + node;
    }
  }

  /**
   * A route, by none of those that can be told apart.
   *
   * @param route its id; null for a call from outside of routes
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
   * Any of them, with a reason.
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
