package org.fleetreboot.devicesim.hub.parity.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fleetreboot.devicesim.hub.parity.job.JobBench.NOON;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.junit.jupiter.api.Test;

class JobRetentionTest {
  private final JobRetention history = new JobRetention(Duration.ofDays(30), 3, 10);
  private final Map<String, Job> all = new TreeMap<>();

  @Test
  void theJobThatEndedFirstMakesRoomForOneMore() {
    ended("a", 3, 1);
    ended("b", 1, 1);
    ended("c", 2, 1);

    history.makeRoom(all, NOON.plusSeconds(60));

    assertThat(all).containsOnlyKeys("a", "c");
  }

  @Test
  void jobsWithManyDevicesAreForgottenEarlier() {
    ended("a", 1, 6);
    ended("b", 2, 5);

    history.makeRoom(all, NOON.plusSeconds(60));

    assertThat(all).containsOnlyKeys("b");
  }

  @Test
  void jobsThatAreNotOverAreNeverForgotten() {
    job("a", 20);
    ended("b", 1, 1);
    job("c", 1);

    history.makeRoom(all, NOON.plusSeconds(60));

    assertThat(all).containsOnlyKeys("a", "c");
  }

  @Test
  void oneMoreIsRefusedWhenNoneIsOver() {
    job("a", 1);
    job("b", 1);
    job("c", 1);

    HubRefusal refusal = catchThrowableOfType(HubRefusal.class, () -> history.makeRoom(all, NOON));

    assertThat(refusal.error()).isEqualTo(HubError.TOO_MANY_ACTIVE_JOBS);
    assertThat(all).hasSize(3);
  }

  @Test
  void jobsOfMoreThanThirtyDaysAgoAreForgotten() {
    ended("a", 1, 1);
    ended("b", 2, 1);

    history.makeRoom(all, NOON.plus(Duration.ofDays(30)).plusSeconds(2));

    assertThat(all).containsOnlyKeys("b");
  }

  @Test
  void aHubKeepsAThousandJobs() {
    JobBench hub = JobBench.unlimited();
    for (int i = 1000; i < 2001; i++) {
      hub.call("j" + i, "*", "");
    }

    assertThat(hub.jobs.from("")).hasSize(1000);
    assertThat(hub.jobs.find("j2000")).isPresent();
  }

  private void ended(String id, int second, int devices) {
    job(id, devices).move(JobStatus.COMPLETED, NOON.plusSeconds(second), null);
  }

  private Job job(String id, int devices) {
    Job job =
        new Job(
            JobBench.request(id, JobBench.CALL + ",'queryCondition':'*'"),
            NOON,
            JobStatus.SCHEDULED);
    job.add(IntStream.range(0, devices).mapToObj(i -> ClientId.device("d" + i)).toList(), NOON);
    all.put(id, job);
    return job;
  }
}
