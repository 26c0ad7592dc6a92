package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * How many jobs a hub keeps.
 *
 * @param kept how long after its end
 * @param jobs the most, those to come and those under way among them
 * @param results the most devices in all jobs that are over, together
 */
record JobRetention(Duration kept, int jobs, int results) {
  /** 30 days by the page of quotas, "job history"; the real hub names no number. */
  static final JobRetention DEFAULT = new JobRetention(Duration.ofDays(30), 1000, 1_000_000);

  /** A job that is over, as it was looked at. */
  private record Over(Job job, Instant ended) {}

  /**
   * Forgets the old ones, and of the others those that ended first, until one more has room.
   *
   * @param all by id; the caller keeps others from writing
   * @throws HubRefusal 429004 when there are too many that are not over
   */
  void makeRoom(Map<String, Job> all, Instant now) {
    List<Over> over = new ArrayList<>();
    for (Job job : List.copyOf(all.values())) {
      Instant ended = job.progress().ended();
      if (ended == null) {
        continue;
      }
      if (ended.isBefore(now.minus(kept))) {
        all.remove(job.id());
      } else {
        over.add(new Over(job, ended));
      }
    }
    forgetTheFirst(over, all);
    if (all.size() >= jobs) {
      throw HubRefusal.registry(
          HubError.TOO_MANY_ACTIVE_JOBS, jobs + " jobs are not over yet, which is the most");
    }
  }

  private void forgetTheFirst(List<Over> over, Map<String, Job> all) {
    over.sort(Comparator.comparing(Over::ended));
    long devices = over.stream().mapToLong(one -> one.job().statistics().devices()).sum();
    for (Over first : over) {
      if (all.size() < jobs && devices <= results) {
        return;
      }
      all.remove(first.job().id());
      devices -= first.job().statistics().devices();
    }
  }
}
