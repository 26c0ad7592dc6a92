package org.fleetreboot.reboot.run;

import java.time.Instant;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.workflow.Requester;

/**
 * One planned fire time of a schedule.
 *
 * @param schedule the name in {@code quartz:NAME}
 */
public record ScheduledFire(String chain, String schedule, Instant at) {
  /** Why a run is skipped if the program stood still at its time. */
  public static final String TOO_LATE = "its time was missed: the program came too late for it";

  /** The run that it starts, or would have started: the id is the same. */
  public RunRequest request(Requester by) {
    TriggeredRun planned = TriggeredRun.ofSchedule(chain, schedule, at);
    return new RunRequest(planned.run(), chain, planned.trigger(), by);
  }
}
