package org.fleetreboot.devicesim.hub.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fleetreboot.devicesim.hub.LocalHub;
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
    "FREE, 1, DEVICE_TO_CLOUD, 100",
    "S1, 8, DEVICE_TO_CLOUD, 100",
    "S1, 9, DEVICE_TO_CLOUD, 108",
    "S2, 2, DEVICE_TO_CLOUD, 240",
    "S3, 1, DEVICE_TO_CLOUD, 6000",
    "S1, 3, CLOUD_TO_DEVICE, 5",
    "S2, 3, CLOUD_TO_DEVICE, 5",
    "S3, 3, CLOUD_TO_DEVICE, 250",
    "S1, 3, JOBS, 5",
    "S2, 3, JOBS, 5",
    "S3, 3, JOBS, 250",
    "S1, 20, JOB_DEVICE_OPERATIONS, 10",
    "S2, 5, JOB_DEVICE_OPERATIONS, 10",
    "S2, 20, JOB_DEVICE_OPERATIONS, 20",
    "S3, 2, JOB_DEVICE_OPERATIONS, 100",
  })
  void theRatesAreThoseOfTheQuotaPage(HubTier tier, int units, Limit limit, double perSecond) {
    assertThat(tier.perSecond(limit, units)).isCloseTo(perSecond, within(1e-9));
  }

  @ParameterizedTest(name = "{0}: up to {1} units, {2} jobs at a time")
  @CsvSource({"FREE, 1, 1", "S1, 200, 1", "S2, 200, 5", "S3, 10, 10"})
  void unitsAndJobsHaveAMost(HubTier tier, int units, int jobs) {
    assertThat(tier.mostUnits()).isEqualTo(units);
    assertThat(tier.concurrentJobs()).isEqualTo(jobs);
    assertThatThrownBy(() -> LocalHub.builder().tier(tier, units + 1))
        .hasMessage("A hub of tier " + tier + " has 1 to " + units + " units, not " + (units + 1));
  }
}
