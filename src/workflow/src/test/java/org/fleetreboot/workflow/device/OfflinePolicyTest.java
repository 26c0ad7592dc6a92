package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.time.Duration;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.OfflinePolicy.Offline;
import org.junit.jupiter.api.Test;

class OfflinePolicyTest {
  private static final TwinReading AWAY = new TwinReading.Found(OLD, false);
  private static final TwinReading HERE = new TwinReading.Found(OLD, true);
  private static final OfflinePolicy WAITING =
      OfflinePolicy.DEFAULT.with().offline(Offline.WAIT).waitWithin(Duration.ofMinutes(10)).build();

  @Test
  void anOfflineDeviceIsCalledUnlessTheGroupSaysOtherwise() {
    RebootFixture away = CANARY.disconnected();
    given().when(away.turn(NOON, AWAY)).then(away.intended(NOON, OLD));
  }

  @Test
  void anOfflineDeviceIsSkippedIfTheGroupSaysSo() {
    given()
        .when(
            CANARY.turn(
                NOON,
                AWAY,
                OfflinePolicy.DEFAULT
                    .with()
                    .offline(Offline.SKIP)
                    .waitWithin(Duration.ZERO)
                    .build()))
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
  void refusesMeaninglessValues() {
    assertThatThrownBy(
            () ->
                OfflinePolicy.DEFAULT
                    .with()
                    .offline(Offline.WAIT)
                    .waitWithin(Duration.ofSeconds(-1))
                    .build())
        .hasMessage("waitWithin is -1 s; give 0 s to 366 days.");
  }
}
