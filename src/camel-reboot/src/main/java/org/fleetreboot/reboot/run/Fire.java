package org.fleetreboot.reboot.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.engine.RunRequest;

/**
 * One planned time of a schedule.
 *
 * @param schedule the name in {@code quartz:NAME}
 */
public record Fire(String chain, String schedule, Instant at) {
  /** The run that it starts, or would have started: the same id in both cases. */
  public RunRequest request(String by) {
    RunTrigger trigger = RunTrigger.ofSchedule(chain, schedule, at);
    return new RunRequest(trigger.run(), chain, trigger.description(), by, null, Map.of());
  }

  /** When that schedule planned a run that says so in its trigger; empty for any other run. */
  public static Optional<Instant> plannedBy(String schedule, String trigger) {
    String head = "schedule " + schedule + " at ";
    if (!trigger.startsWith(head)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(trigger.substring(head.length())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
