package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.GATEWAYS;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NEXT_RUN;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import org.fleetreboot.workflow.options.CallOptions;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private static final TwinReading HERE = new TwinReading.Found(OLD, true);
  private static final String IN_QUARANTINE =
      "in quarantine: failed in its last 1 runs. Reboot it on its own; a confirmed reboot ends the"
          + " quarantine";

  @Test
  void aDeviceThatFailedInItsLastRunsIsInQuarantine() {
    given(CANARY.intended(NOON, OLD), CANARY.rejected(noonPlus(1), 500))
        .when(after(1).turn(noonPlus(100), HERE))
        .then(NEXT_RUN.skipped(noonPlus(100), IN_QUARANTINE));
  }

  @Test
  void aRunCountsOnceHoweverManyOfItsStepsFailed() {
    given(
            CANARY.intended(NOON, OLD),
            CANARY.rejected(noonPlus(1), 500),
            GATEWAYS.notRegistered(noonPlus(2)))
        .when(after(2).turn(noonPlus(100), HERE))
        .then(NEXT_RUN.intended(noonPlus(100), OLD));
  }

  @Test
  void aConfirmedRebootEndsTheQuarantine() {
    given(
            CANARY.intended(NOON, OLD),
            CANARY.rejected(noonPlus(1), 500),
            GATEWAYS.intended(noonPlus(2), OLD),
            GATEWAYS.accepted(noonPlus(3)),
            GATEWAYS.confirmed(noonPlus(41), NEW))
        .when(after(1).turn(noonPlus(100), new TwinReading.Found(NEW, true)))
        .then(NEXT_RUN.intended(noonPlus(100), NEW));
  }

  @Test
  void aLateConfirmationEndsTheQuarantineToo() {
    given(
            CANARY.intended(NOON, OLD),
            CANARY.accepted(noonPlus(1)),
            CANARY.notConfirmed(noonPlus(610)),
            CANARY.confirmedLate(noonPlus(700), NEW))
        .when(after(1).turn(noonPlus(800), new TwinReading.Found(NEW, true)))
        .then(NEXT_RUN.intended(noonPlus(800), NEW));
  }

  @Test
  void aSkippedDeviceHasNotFailed() {
    given(CANARY.skipped(NOON, "stopped"))
        .when(after(1).turn(noonPlus(100), HERE))
        .then(NEXT_RUN.intended(noonPlus(100), OLD));
  }

  @Test
  void refusesMeaninglessValues() {
    assertThatThrownBy(() -> CallOptions.DEFAULT.with().quarantineAfter(0).build())
        .hasMessage("quarantineAfter is 0; give 1 or more, or omit it.");
  }

  private static RebootFixture after(int failedRuns) {
    return NEXT_RUN.under(callOptions -> callOptions.quarantineAfter(failedRuns));
  }
}
