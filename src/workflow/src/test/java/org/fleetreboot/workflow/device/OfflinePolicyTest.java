package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.workflow.device.PumpSeven.CANARY;
import static org.fleetreboot.workflow.device.PumpSeven.GATEWAYS;
import static org.fleetreboot.workflow.device.PumpSeven.NEW;
import static org.fleetreboot.workflow.device.PumpSeven.NEXT_RUN;
import static org.fleetreboot.workflow.device.PumpSeven.NOON;
import static org.fleetreboot.workflow.device.PumpSeven.OLD;
import static org.fleetreboot.workflow.device.PumpSeven.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.time.Duration;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.OfflinePolicy.Offline;
import org.junit.jupiter.api.Test;

class OfflinePolicyTest {
  private static final TwinReading AWAY = new TwinReading.Found(OLD, false);
  private static final TwinReading HERE = new TwinReading.Found(OLD, true);
  private static final OfflinePolicy WAITING =
      new OfflinePolicy(Offline.WAIT, Duration.ofMinutes(10), null);
  private static final OfflinePolicy ONE_STRIKE =
      new OfflinePolicy(Offline.FAIL, Duration.ofDays(1), 1);
  private static final OfflinePolicy TWO_STRIKES =
      new OfflinePolicy(Offline.FAIL, Duration.ofDays(1), 2);
  private static final String IN_QUARANTINE =
      "in quarantine: failed in its last 1 runs. Reboot it on its own; a confirmed reboot ends the"
          + " quarantine";

  @Test
  void anOfflineDeviceIsCalledUnlessTheGroupSaysOtherwise() {
    PumpSeven away = CANARY.disconnected();
    given().when(away.turn(NOON, AWAY)).then(away.intended(NOON, OLD));
  }

  @Test
  void anOfflineDeviceIsSkippedIfTheGroupSaysSo() {
    given()
        .when(CANARY.turn(NOON, AWAY, new OfflinePolicy(Offline.SKIP, Duration.ZERO, null)))
        .then(CANARY.skipped(NOON, "offline when its turn came"));
  }

  @Test
  void anOfflineDeviceIsWaitedForIfTheGroupSaysSo() {
    given()
        .when(CANARY.turn(noonPlus(599), AWAY, WAITING))
        .then(CANARY.deferral(noonPlus(599), "not connected; waiting until 2026-03-01T12:10:00Z"));
    given()
        .when(CANARY.turn(noonPlus(599), HERE, WAITING))
        .then(CANARY.intended(noonPlus(599), OLD));
  }

  @Test
  void aDeviceThatDoesNotComeBackInThatTimeEndsOffline() {
    given()
        .when(CANARY.turn(noonPlus(600), AWAY, WAITING))
        .then(
            new RebootEvent.FoundOffline(
                "nightly-1",
                "canary",
                noonPlus(600),
                null,
                0,
                "not connected; waited for since " + NOON));
  }

  @Test
  void aDeviceThatFailedInItsLastRunsIsInQuarantine() {
    given(CANARY.intended(NOON, OLD), CANARY.rejected(noonPlus(1), 500))
        .when(NEXT_RUN.turn(noonPlus(100), HERE, ONE_STRIKE))
        .then(NEXT_RUN.skipped(noonPlus(100), IN_QUARANTINE));
  }

  @Test
  void aRunCountsOnceHoweverManyOfItsStepsFailed() {
    given(
            CANARY.intended(NOON, OLD),
            CANARY.rejected(noonPlus(1), 500),
            GATEWAYS.notRegistered(noonPlus(2)))
        .when(NEXT_RUN.turn(noonPlus(100), HERE, TWO_STRIKES))
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
        .when(NEXT_RUN.turn(noonPlus(100), new TwinReading.Found(NEW, true), ONE_STRIKE))
        .then(NEXT_RUN.intended(noonPlus(100), NEW));
  }

  @Test
  void aLateConfirmationEndsTheQuarantineToo() {
    given(
            CANARY.intended(NOON, OLD),
            CANARY.accepted(noonPlus(1)),
            CANARY.notConfirmed(noonPlus(610)),
            CANARY.confirmedLate(noonPlus(700), NEW))
        .when(NEXT_RUN.turn(noonPlus(800), new TwinReading.Found(NEW, true), ONE_STRIKE))
        .then(NEXT_RUN.intended(noonPlus(800), NEW));
  }

  @Test
  void aSkippedDeviceHasNotFailed() {
    given(CANARY.skipped(NOON, "stopped"))
        .when(NEXT_RUN.turn(noonPlus(100), HERE, ONE_STRIKE))
        .then(NEXT_RUN.intended(noonPlus(100), OLD));
  }

  @Test
  void refusesMeaninglessValues() {
    assertThatThrownBy(() -> new OfflinePolicy(Offline.WAIT, Duration.ofSeconds(-1), null))
        .hasMessage("waitWithin is -1 s; give 0 s to 366 days.");
    assertThatThrownBy(() -> new OfflinePolicy(Offline.FAIL, Duration.ZERO, 0))
        .hasMessage("quarantineAfter is 0; give 1 or more, or omit it.");
  }
}
