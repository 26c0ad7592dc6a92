package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobStatus;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobType;
import com.microsoft.azure.sdk.iot.service.query.JobQueryResponse;
import com.microsoft.azure.sdk.iot.service.query.QueryPageOptions;
import com.microsoft.azure.sdk.iot.service.query.RawQueryResponse;
import com.microsoft.azure.sdk.iot.service.query.TwinQueryResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Every way in which Microsoft's service SDK for Java queries. */
@ResourceLock(ServiceSdk.TRUST)
class MicrosoftQueriesSdkTest {
  private static final String TWINS = "SELECT * FROM devices";
  private static final String JOBS = "SELECT * FROM devices.jobs";
  private static final QueryPageOptions TWO = QueryPageOptions.builder().pageSize(2).build();
  private static final ScheduledJobType TYPE = ScheduledJobType.scheduleDeviceMethod;
  private static final ScheduledJobStatus STATUS = ScheduledJobStatus.scheduled;

  @RegisterExtension static final SharedHub SHARED = SharedHub.of(LocalHub.builder());

  @BeforeAll
  static void threeDevicesAndThreeJobsThatWait() throws Exception {
    Date later = Date.from(Instant.parse("2099-01-01T00:00:00Z"));
    for (int i = 1; i <= 3; i++) {
      SHARED.hub().register("meter-" + i);
      SHARED.service().jobs().scheduleDirectMethod("job-" + i, "*", "reboot", later);
    }
  }

  @Test
  void twinsComeInOnePageOrSeveral() throws Exception {
    assertThat(ids(SHARED.service().queries().queryTwins(TWINS))).hasSize(3);
    assertThat(ids(SHARED.service().queries().queryTwins(TWINS, TWO))).hasSize(3);
    assertThat(ids(SHARED.service().twins().query(TWINS))).hasSize(3);
    assertThat(ids(SHARED.service().twins().query(TWINS, TWO))).hasSize(3);
  }

  @Test
  void rawRowsComeInOnePageOrSeveral() throws Exception {
    String ids = "SELECT deviceId FROM devices";
    assertThat(rows(SHARED.service().queries().queryRaw(ids))).hasSize(3);
    assertThat(rows(SHARED.service().queries().queryRaw(ids, TWO)))
        .hasSize(3)
        .contains("{\"deviceId\":\"meter-3\"}");
  }

  @Test
  void jobsComeByTypeAndStatusInOnePageOrSeveral() throws Exception {
    assertThat(jobs(SHARED.service().queriesOfOwner().queryJobs(TYPE, STATUS))).hasSize(3);
    assertThat(jobs(SHARED.service().queriesOfOwner().queryJobs(TYPE, STATUS, TWO))).hasSize(3);
    assertThat(jobs(SHARED.service().jobs().query(TYPE, STATUS))).hasSize(3);
    assertThat(jobs(SHARED.service().jobs().query(TYPE, STATUS, TWO))).hasSize(3);
  }

  /** Of jobs that have no rows yet: this SDK fails on every row that has an outcome. */
  @Test
  void theRowsOfJobsAreQueriedToo() throws Exception {
    assertThat(jobs(SHARED.service().queries().queryJobs(JOBS))).isEmpty();
    assertThat(jobs(SHARED.service().queries().queryJobs(JOBS, TWO))).isEmpty();
    assertThat(jobs(SHARED.service().jobs().query(JOBS))).isEmpty();
    assertThat(jobs(SHARED.service().jobs().query(JOBS, TWO))).isEmpty();
  }

  private static List<String> ids(TwinQueryResponse page) throws Exception {
    List<String> ids = new ArrayList<>();
    while (page.hasNext()) {
      ids.add(page.next().getDeviceId());
    }
    return ids;
  }

  private static List<String> rows(RawQueryResponse page) throws Exception {
    List<String> rows = new ArrayList<>();
    while (page.hasNext()) {
      rows.add(page.next());
    }
    return rows;
  }

  private static List<String> jobs(JobQueryResponse page) throws Exception {
    List<String> ids = new ArrayList<>();
    while (page.hasNext()) {
      ids.add(page.next().getJobId());
    }
    return ids;
  }
}
