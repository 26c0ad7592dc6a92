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
 * How many jobs a hub keeps, and for how long.
 *
 * @param kept how long a finished job is kept
 * @param jobs maximum number of jobs, including scheduled and running ones
 * @param results maximum number of devices in all finished jobs together
 */
record JobRetention(Duration kept, int jobs, int results) {
  /** 30 days by the page of quotas, "job history"; the real hub names no number. */
  static final JobRetention DEFAULT = new JobRetention(Duration.ofDays(30), 1000, 1_000_000);

  /** A finished job, with the end time that was read. */
  private record Over(Job job, Instant ended) {}

  /**
   * Removes expired jobs, then the ones that ended first, until there is room for one more.
   *
   * @param all by id; the caller holds the write lock
   * @throws HubRefusal 429004 when too many jobs have not finished
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
          HubError.TOO_MANY_ACTIVE_JOBS, jobs + " jobs have not finished, which is the maximum");
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
