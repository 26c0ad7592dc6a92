package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.workflow.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceStatusTest {
  @ParameterizedTest
  @EnumSource
  void everyOutcomeIsAStatusOfTheSameWord(Outcome outcome) {
    DeviceStatus status = DeviceStatus.of(outcome);

    assertThat(status.outcome()).isEqualTo(outcome);
    assertThat(status.word()).isEqualTo(outcome.word());
  }
}
