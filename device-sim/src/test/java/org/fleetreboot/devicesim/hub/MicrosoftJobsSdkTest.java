package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubConflictException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubTooManyRequestsException;
import com.microsoft.azure.sdk.iot.service.jobs.DirectMethodsJobOptions;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJob;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobStatus;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobType;
import com.microsoft.azure.sdk.iot.service.query.JobQueryResponse;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Jobs with Microsoft's service SDK for Java. */
@ResourceLock(ServiceSdk.TRUST)
class MicrosoftJobsSdkTest {
  /** Past on every clock, so that a job begins at once. */
  private static final Date NOW = Date.from(Instant.parse("2026-01-01T00:00:00Z"));

  /** Seconds from then on; longer than this test will be run. */
  private static final int YEARS = Integer.MAX_VALUE;

  private static final Date FAR_AWAY = Date.from(Instant.parse("2099-01-01T00:00:00Z"));

  @RegisterExtension static final SharedHub SHARED = SharedHub.of(LocalHub.builder().plainPort(0));

  @Proves("Jobs")
  @Test
  void aMethodIsScheduledAndItsResultsAreQueried() throws Exception {
    try (PahoDevice device =
        new PahoDevice(SHARED.hub(), SHARED.hub().register("pump-1"))
            .connect()
            .subscribe(PahoDevice.METHODS)) {
      DirectMethodsJobOptions options =
          DirectMethodsJobOptions.builder()
              .payload("42")
              .methodResponseTimeoutSeconds(20)
              .maxExecutionTimeSeconds(YEARS)
              .build();
      ScheduledJob accepted =
          SHARED
              .service()
              .jobs()
              .scheduleDirectMethod("reboot-1", "deviceId = 'pump-1'", "reboot", NOW, options);
      assertThat(accepted.getJobStatus()).isEqualTo(ScheduledJobStatus.queued);
      PahoDevice.Received call = device.next();
      assertThat(call.payload()).isEqualTo("\"42\"");
      device.answer(call, 200, "\"done\"");

      ScheduledJob job = over("reboot-1");
      assertThat(job.getJobStatus()).isEqualTo(ScheduledJobStatus.completed);
      assertThat(job.getJobType()).isEqualTo(ScheduledJobType.scheduleDeviceMethod);
      assertThat(job.getQueryCondition()).isEqualTo("deviceId = 'pump-1'");
      assertThat(job.getJobStatistics().getSucceededCount()).isOne();
      // Not queryJobs(): this SDK fails on every row that has an outcome.
      assertThat(
              SHARED
                  .service()
                  .queries()
                  .queryRaw("SELECT * FROM devices.jobs WHERE devices.jobs.jobId = 'reboot-1'")
                  .next())
          .contains("\"deviceMethodResponse\":{\"status\":200,\"payload\":\"done\"}");
    }
  }

  @Proves("Jobs")
  @Test
  void twinsAreUpdatedByAJob() throws Exception {
    SHARED.hub().register("valve-1");
    Twin change = new Twin("valve-1");
    change.getTags().put("ring", "canary");
    SHARED
        .service()
        .jobs()
        .scheduleUpdateTwin("mark-1", "deviceId = 'valve-1'", change, NOW, YEARS);
    assertThat(over("mark-1").getUpdateTwin().getTags()).containsEntry("ring", "canary");
    assertThat(SHARED.service().twins().get("valve-1").getTags()).containsEntry("ring", "canary");
  }

  @Proves("Jobs")
  @Test
  void jobsAreListedByTypeAndStatusAndCancelled() throws Exception {
    for (String id : List.of("later-1", "later-2", "later-3")) {
      SHARED.service().jobs().scheduleDirectMethod(id, "*", "reboot", FAR_AWAY);
    }
    assertThat(SHARED.service().jobs().cancel("later-2").getJobStatus())
        .isEqualTo(ScheduledJobStatus.cancelled);
    JobQueryResponse jobs =
        SHARED
            .service()
            .jobs()
            .query(ScheduledJobType.scheduleDeviceMethod, ScheduledJobStatus.scheduled);
    List<String> ids = new ArrayList<>();
    while (jobs.hasNext()) {
      ids.add(jobs.next().getJobId());
    }
    assertThat(ids).containsExactly("later-1", "later-3");
  }

  @Test
  void refusalsAreTheSdksOwnExceptions() throws Exception {
    SHARED.service().jobs().scheduleDirectMethod("twice", "*", "reboot", FAR_AWAY);
    assertThat(
            catchThrowableOfType(
                IotHubConflictException.class,
                () ->
                    SHARED.service().jobs().scheduleDirectMethod("twice", "*", "reboot", FAR_AWAY)))
        .isNotNull();
    assertThat(
            catchThrowableOfType(
                IotHubNotFoundException.class, () -> SHARED.service().jobs().cancel("nobody")))
        .isNotNull();
    assertThat(SHARED.service().jobs().get("nobody").getJobStatus())
        .isEqualTo(ScheduledJobStatus.unknown);
  }

  @Test
  void oneJobTooManyIsTooManyRequests() throws Exception {
    try (LocalHub s1 = LocalHub.builder().tier(HubTier.S1, 1).throttles(true).start()) {
      s1.register("absent");
      ServiceSdk there = new ServiceSdk(s1);
      DirectMethodsJobOptions options =
          DirectMethodsJobOptions.builder().maxExecutionTimeSeconds(YEARS).build();
      there.jobs().scheduleDirectMethod("first", "*", "reboot", NOW, options);
      assertThat(
              catchThrowableOfType(
                  IotHubTooManyRequestsException.class,
                  () -> there.jobs().scheduleDirectMethod("second", "*", "reboot", NOW, options)))
          .isNotNull();
    }
  }

  private static ScheduledJob over(String id) throws Exception {
    Awaitility.await().until(() -> SHARED.service().jobs().get(id).getEndTime() != null);
    return SHARED.service().jobs().get(id);
  }
}
