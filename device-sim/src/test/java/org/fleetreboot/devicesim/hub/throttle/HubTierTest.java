package org.fleetreboot.devicesim.hub.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubTierTest {
  @ParameterizedTest(name = "{0} x {1}: {2} {3}/s")
  @CsvSource({
    "FREE, 1, METHOD_CALLS, 40",
    "S1, 1, METHOD_CALLS, 40",
    "S1, 3, METHOD_CALLS, 120",
    "S2, 2, METHOD_CALLS, 240",
    "S3, 1, METHOD_CALLS, 6000",
    "S1, 5, TWIN_READS, 100",
    "S2, 5, TWIN_READS, 100",
    "S2, 20, TWIN_READS, 200",
    "S3, 2, TWIN_READS, 1000",
    "S1, 5, TWIN_UPDATES, 50",
    "S2, 20, TWIN_UPDATES, 100",
    "S3, 1, TWIN_UPDATES, 250",
    "S1, 1, CONNECTIONS, 100",
    "S1, 8, CONNECTIONS, 100",
    "S1, 10, CONNECTIONS, 120",
    "S2, 1, CONNECTIONS, 120",
    "S3, 1, CONNECTIONS, 6000",
    "S1, 3, QUERIES, 1",
    "S3, 6, QUERIES, 100",
    "S1, 3, REGISTRY, 5",
    "S3, 3, REGISTRY, 250",
    "S1, 3, JOBS, 5",
    "S3, 3, JOBS, 250",
    "S1, 3, JOB_DEVICE_OPERATIONS, 10",
    "S2, 3, JOB_DEVICE_OPERATIONS, 10",
    "S2, 30, JOB_DEVICE_OPERATIONS, 30",
    "S3, 3, JOB_DEVICE_OPERATIONS, 150",
  })
  void theRatesAreThoseOfTheQuotaPage(HubTier tier, int units, Limit limit, double perSecond) {
    assertThat(tier.perSecond(limit, units)).isCloseTo(perSecond, within(1e-9));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"FREE, 1", "S1, 1", "S2, 5", "S3, 10"})
  void soManyJobsRunAtATime(HubTier tier, int jobs) {
    assertThat(tier.jobsAtATime()).isEqualTo(jobs);
  }
}
