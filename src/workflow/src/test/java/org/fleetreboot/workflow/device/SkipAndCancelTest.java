package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.GATEWAYS;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.util.List;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SkipAndCancelTest {
  private static final String WHY = "the window has closed";

  /** A reboot for the step canary: calling, awaited (twice), waiting to retry, in doubt. */
  static final List<List<RebootEvent>> UNDER_WAY =
      List.of(
          List.of(CANARY.intended(NOON, OLD)),
          List.of(CANARY.intended(NOON, OLD), CANARY.accepted(noonPlus(1))),
          List.of(CANARY.intended(NOON, OLD), CANARY.answerLost(noonPlus(1), 504101)),
          List.of(
              CANARY.intended(NOON, OLD),
              CANARY.notDelivered(noonPlus(1), Cause.THROTTLED, noonPlus(3))),
          List.of(
              CANARY.intended(NOON, OLD),
              CANARY.accepted(noonPlus(1)),
              CANARY.notConfirmed(noonPlus(700))));

  @Test
  void aDeviceThatWaitsForItsTurnIsSkipped() {
    given().when(CANARY.skip(NOON, WHY)).then(CANARY.skipped(NOON, WHY));
  }

  @Test
  void aDeviceThatWaitsForItsTurnIsCancelled() {
    given().when(CANARY.cancel(NOON, "wrong ring")).then(CANARY.cancelled(NOON, "wrong ring"));
  }

  @Test
  void aDeviceThatIsBeingRebootedIsNotSkipped() {
    for (List<RebootEvent> history : UNDER_WAY.subList(0, 3)) {
      RebootEvent[] flight = history.toArray(RebootEvent[]::new);
      given(flight).when(CANARY.skip(noonPlus(5), WHY)).thenNothing();
      given(flight).when(CANARY.cancel(noonPlus(5), WHY)).thenNothing();
    }
  }

  @Test
  void aDeviceThatWaitsToRetryIsSkipped() {
    RebootSpecification retrying = given(UNDER_WAY.get(3).toArray(RebootEvent[]::new));
    RebootState skipped =
        retrying.when(CANARY.skip(noonPlus(2), WHY)).then(CANARY.skipped(noonPlus(2), WHY));
    RebootState cancelled =
        retrying.when(CANARY.cancel(noonPlus(2), WHY)).then(CANARY.cancelled(noonPlus(2), WHY));

    assertThat(skipped).isInstanceOf(RebootState.Idle.class);
    assertThat(cancelled).isInstanceOf(RebootState.Idle.class);
  }

  @Test
  void aSettledDeviceIsNotSkipped() {
    RebootEvent[] settled = UNDER_WAY.get(4).toArray(RebootEvent[]::new);
    given(settled).when(CANARY.skip(noonPlus(800), WHY)).thenNothing();
    given(settled).when(CANARY.cancel(noonPlus(800), WHY)).thenNothing();
  }

  @ParameterizedTest
  @FieldSource("UNDER_WAY")
  void skippingItInAnotherStepLeavesItsRebootUnderWay(List<RebootEvent> history) {
    RebootSpecification device = given(history.toArray(RebootEvent[]::new));
    RebootState before = device.state();

    RebootState skipped =
        device.when(GATEWAYS.skip(noonPlus(900), WHY)).then(GATEWAYS.skipped(noonPlus(900), WHY));
    RebootState cancelled =
        device
            .when(GATEWAYS.cancel(noonPlus(900), WHY))
            .then(GATEWAYS.cancelled(noonPlus(900), WHY));

    for (RebootState after : List.of(skipped, cancelled)) {
      assertThat(after.with(before.past())).isEqualTo(before);
      assertThat(after.past().outcome(GATEWAYS.run(), GATEWAYS.step())).isNotNull();
      assertThat(after.past().outcome(CANARY.run(), CANARY.step()))
          .isEqualTo(before.past().outcome(CANARY.run(), CANARY.step()));
    }
  }

  @Test
  void theRebootUnderWayIsConfirmedAllTheSame() {
    given(
            CANARY.intended(NOON, OLD),
            CANARY.accepted(noonPlus(1)),
            GATEWAYS.cancelled(noonPlus(5), WHY))
        .when(CANARY.poll(noonPlus(45), NEW))
        .then(CANARY.confirmed(noonPlus(45), NEW, 200));
  }
}
