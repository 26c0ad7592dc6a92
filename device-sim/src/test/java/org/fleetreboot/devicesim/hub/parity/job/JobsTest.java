package org.fleetreboot.devicesim.hub.parity.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;

/** What becomes of jobs and of their devices, as the clock is moved. */
class JobsTest {
  private static final String UPDATE =
      "'type':'scheduleUpdateTwin','updateTwin':{'etag':'*','tags':{'ring':'late'}}";

  private final JobBench hub = JobBench.unlimited();

  @Test
  void aMethodIsInvokedOnEachDeviceThatMeetsTheCondition() {
    hub.connect("d1", true).connect("d2", true).tagged("d2", "{'ring':'canary'}");
    hub.connect("d3", true).tagged("d3", "{'ring':'canary'}");
    Job job = hub.call("j", "tags.ring = ~canary~", "");
    hub.pass(0);
    assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(hub.called).containsExactly("d2", "d3");
    assertThat(JobBench.outcomes(job)).isEqualTo("d2 completed, d3 completed");
    assertThat(DeviceJobDocument.of(job, job.devices().get(0)).at("/outcome/deviceMethodResponse"))
        .hasToString("{\"status\":200,\"payload\":\"d2\"}");
  }

  @Test
  void aDeviceThatIsNotConnectedIsWaitedForAndCalledOnce() {
    hub.devices("d1");
    Job job = hub.call("j", "*", ",'maxExecutionTimeInSeconds':600");
    hub.pass(599);
    assertThat(JobBench.outcomes(job)).isEqualTo("d1 pending");
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    hub.connect("d1", true).pass(0);
    assertThat(JobBench.outcomes(job)).isEqualTo("d1 completed");
    assertThat(hub.called).containsExactly("d1");
    assertThat(hub.clock.alarms()).isZero();
  }

  @Proves(value = "Jobs", errors = "JobRunPreconditionFailed")
  @Test
  void aDeviceThatDoesNotConnectInTheTimeOfTheJobHasFailedAndIsCalledNoMore() {
    hub.connect("d1", true).devices("d2");
    Job job = hub.call("j", "*", ",'maxExecutionTimeInSeconds':600");
    hub.pass(600);
    assertThat(JobBench.outcomes(job))
        .isEqualTo("d1 completed, d2 failed JobRunPreconditionFailed");
    assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
    hub.connect("d2", true).pass(600);
    assertThat(hub.called).containsExactly("d1");
  }

  @Proves(value = "Jobs", errors = "GatewayTimeout")
  @Test
  void aCallThatWasMadeInTimeIsWaitedForWhenTheTimeOfTheJobIsUp() {
    hub.connect("mute", false);
    Job job = hub.call("j", "*", ",'maxExecutionTimeInSeconds':20");
    hub.pass(20);
    assertThat(JobBench.outcomes(job)).isEqualTo("mute running");
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    hub.pass(10);
    assertThat(JobBench.outcomes(job)).isEqualTo("mute failed GatewayTimeout");
    assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void aJobWithoutDevicesIsCompletedAtOnce() {
    Job job = hub.call("j", "*", "");
    assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(job.statistics().devices()).isZero();
  }

  @Test
  void aJobBeginsAtItsStartTimeWithTheDevicesOfThatMoment() {
    Job job =
        hub.schedule("j", UPDATE + ",'queryCondition':'*','startTime':'2027-11-23T12:00:00Z'");
    hub.clock.advance(Duration.ofDays(365).minusSeconds(1));
    assertThat(job.status()).isEqualTo(JobStatus.SCHEDULED);
    hub.devices("d1").pass(1);
    assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(hub.tags("d1")).hasToString("{\"ring\":\"late\"}");
  }

  @Test
  void aJobWhoseTimeWasUpBeforeItBeganTouchesNoDevice() {
    hub.connect("d1", true);
    Job job =
        hub.call("j", "*", ",'startTime':'2020-01-01T00:00:00','maxExecutionTimeInSeconds':60");
    hub.pass(0);
    assertThat(JobBench.outcomes(job)).isEqualTo("d1 failed JobRunPreconditionFailed");
    assertThat(hub.called).isEmpty();
  }

  @Proves(value = "Jobs", errors = "PreconditionFailed")
  @Test
  void aTwinWithAnotherEtagIsNotChanged() {
    hub.tagged("d1", "{'ring':'canary'}").devices("d2");
    String update = UPDATE.replace("'*'", "'" + hub.etag("d2") + "'");
    Job job = hub.schedule("j", update + ",'queryCondition':'*'");
    assertThat(JobBench.outcomes(job)).isEqualTo("d1 failed PreconditionFailed, d2 completed");
    assertThat(DeviceJobDocument.of(job, job.devices().get(1)).path("outcome"))
        .hasToString("{\"deviceMethodResponse\":null}");
    assertThat(hub.tags("d1")).hasToString("{\"ring\":\"canary\"}");
  }

  @Test
  void aConditionThatIsNoneFailsTheJobWhenItBegins() {
    Job job = hub.call("j", "SELECT * FROM devices", "");
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.progress().failure()).contains("SELECT");
    assertThat(hub.call("k", "true GROUP BY tags.ring", "").progress().failure()).contains("GROUP");
  }

  @Test
  void aCancelledJobCallsNobodyElseAndStillNotesTheAnswersToItsCalls() {
    hub.connect("d1", true).devices("d2");
    Job job = hub.call("j", "*", "");
    hub.jobs.cancel("j");
    hub.connect("d2", true).pass(7200);
    assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(JobBench.outcomes(job)).isEqualTo("d1 completed, d2 canceled");
    assertThat(hub.called).containsExactly("d1");
    assertThat(hub.clock.alarms()).isZero();
  }

  @Test
  void aJobThatIsCancelledBeforeItsTimeNeverBegins() {
    hub.connect("d1", true);
    Job job = hub.call("j", "*", ",'startTime':'2026-11-23T13:00:00Z'");
    assertThat(hub.jobs.cancel("j")).isSameAs(job);
    hub.pass(7200);
    assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(hub.called).isEmpty();
  }

  @Test
  void aJobThatIsOverIsNotCancelledAnyMore() {
    hub.call("j", "*", "");
    assertThat(hub.jobs.cancel("j").status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void anIdIsTakenForThirtyDays() {
    Job job = hub.call("j", "*", "");
    assertThat(refusal(hub)).isEqualTo(HubError.JOB_ALREADY_EXISTS);
    hub.clock.advance(Duration.ofDays(30).plusSeconds(1));
    assertThat(hub.call("j", "*", "")).isNotSameAs(job);
  }

  @Test
  void aJobThatIsNotThereIsNotCancelled() {
    assertThat(catchThrowableOfType(HubRefusal.class, () -> hub.jobs.cancel("j")).error())
        .isEqualTo(HubError.JOB_NOT_FOUND);
  }

  @Test
  void devicesAreCalledAtThePaceOfTheTier() {
    JobBench s1 = JobBench.of(HubTier.S1);
    for (int i = 10; i < 35; i++) {
      s1.connect("d" + i, true);
    }
    Job job = s1.call("j", "*", "");
    // A second's worth may come at once.
    assertThat(s1.called).hasSize(10);
    s1.clock.advance(Duration.ofMillis(500));
    assertThat(s1.called).hasSize(15);
    s1.clock.advance(Duration.ofMillis(900));
    assertThat(s1.called).hasSize(24);
    s1.clock.advance(Duration.ofMillis(100));
    assertThat(s1.called).hasSize(25).doesNotHaveDuplicates();
    s1.pass(0);
    assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void oneJobRunsAtATimeOnS1AndASecondOneIsRefused() {
    JobBench s1 = JobBench.of(HubTier.S1).devices("d1");
    s1.call("first", "*", "");
    assertThat(refusal(s1)).isEqualTo(HubError.TOO_MANY_ACTIVE_JOBS);
    s1.jobs.cancel("first");
    assertThat(s1.call("j", "*", "").status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void aJobWhoseTimeComesWhileAnotherRunsIsQueuedUntilThatOneEnds() {
    JobBench s1 = JobBench.of(HubTier.S1).devices("d1");
    s1.call("first", "*", ",'maxExecutionTimeInSeconds':600");
    Job second = s1.call("second", "*", ",'startTime':'2026-11-23T12:05:00Z'");
    s1.pass(599);
    assertThat(second.status()).isEqualTo(JobStatus.QUEUED);
    s1.pass(1);
    assertThat(second.status()).isEqualTo(JobStatus.RUNNING);
  }

  private static HubError refusal(JobBench hub) {
    return catchThrowableOfType(HubRefusal.class, () -> hub.call("j", "*", "")).error();
  }
}
