package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.junit.jupiter.api.Test;

/** With stayUp, a device that is back must stay up: here for a minute. */
class StayingUpTest {
  private static final RebootFixture PUMP =
      RebootFixture.CANARY.under(callOptions -> callOptions.stayUp(Duration.ofMinutes(1)));

  private static final RebootEvent INTENDED = PUMP.intended(NOON, OLD);
  private static final RebootEvent ACCEPTED = PUMP.accepted(NOON);
  private static final Instant BACK = noonPlus(30);
  private static final RebootEvent CAME_BACK = PUMP.cameBack(BACK, NEW);
  private static final Instant UP = noonPlus(90);
  private static final BootMarker AGAIN = later("second boot", 60);
  private static final BootMarker ONCE_MORE = later("third boot", 100);

  @Test
  void aChangedMarkerAloneDoesNotConfirmIt() {
    given(INTENDED, ACCEPTED).when(PUMP.poll(BACK, NEW)).then(CAME_BACK);
  }

  @Test
  void itIsConfirmedOnceItHasStayedUpForThatLong() {
    given(INTENDED, ACCEPTED, CAME_BACK)
        .when(PUMP.poll(UP, NEW))
        .then(PUMP.confirmed(UP, NEW, 200));
  }

  @Test
  void aPollBeforeThatDecidesNothing() {
    given(INTENDED, ACCEPTED, CAME_BACK).when(PUMP.poll(UP.minusMillis(1), NEW)).thenNothing();
  }

  @Test
  void aSpontaneousRebootIsRecordedAndTheTimeStartsAgain() {
    RebootState state =
        given(INTENDED, ACCEPTED, CAME_BACK)
            .when(PUMP.poll(UP, AGAIN))
            .then(PUMP.rebootedAgain(UP, AGAIN, 2));

    assertThat(Reboot.decide(state, PUMP.poll(UP.plusSeconds(59), AGAIN))).isEmpty();
    assertThat(Reboot.decide(state, PUMP.poll(UP.plusSeconds(60), AGAIN)))
        .containsExactly(PUMP.confirmed(UP.plusSeconds(60), AGAIN, 200));
  }

  @Test
  void threeRebootsAfterOneCallAreALoop() {
    given(INTENDED, ACCEPTED, CAME_BACK, PUMP.rebootedAgain(UP, AGAIN, 2))
        .when(PUMP.poll(noonPlus(120), ONCE_MORE))
        .then(
            PUMP.rebootedAgain(noonPlus(120), ONCE_MORE, 3),
            PUMP.notUp(noonPlus(120), "reboot loop: 3 reboots after one call"));
  }

  @Test
  void laterRebootsDoNotConfirmARebootLoopLate() {
    given(
            INTENDED,
            ACCEPTED,
            CAME_BACK,
            PUMP.notUp(noonPlus(120), "reboot loop: 3 reboots after one call"))
        .when(PUMP.poll(noonPlus(900), later("fourth boot", 800)))
        .thenNothing();
  }

  @Test
  void aDisconnectedDeviceGetsTheSameTimeOnceMore() {
    given(INTENDED, ACCEPTED, CAME_BACK)
        .when(PUMP.poll(UP, UP, new TwinReading.Found(NEW, false)))
        .thenNothing();
    given(INTENDED, ACCEPTED, CAME_BACK)
        .when(PUMP.poll(noonPlus(150), noonPlus(150), new TwinReading.Found(NEW, false)))
        .then(PUMP.notUp(noonPlus(150), "it came back but has not been connected since"));
  }

  @Test
  void aMissingTwinFailsTheDevice() {
    given(INTENDED, ACCEPTED, CAME_BACK)
        .when(PUMP.poll(UP, UP, new TwinReading.NotRegistered()))
        .then(PUMP.failed(UP, "the hub has no device with that id"));
  }

  @Test
  void theSameMarkerReportedAgainProvesAnotherRebootOnlyByStamp() {
    BootMarker repeated = new BootMarker(NEW.value(), noonPlus(60), NEW.sectionVersion() + 1);
    given(INTENDED, ACCEPTED, CAME_BACK)
        .when(PUMP.poll(UP, repeated))
        .then(PUMP.confirmed(UP, NEW, 200));

    RebootFixture stamped = PUMP.under(callOptions -> callOptions.confirm(ConfirmBy.STAMP));
    given(stamped.intended(NOON, OLD), ACCEPTED, CAME_BACK)
        .when(stamped.poll(UP, repeated))
        .then(stamped.rebootedAgain(UP, repeated, 2));
  }

  @Test
  void noOtherStepCallsItMeanwhile() {
    given(INTENDED, ACCEPTED, CAME_BACK)
        .when(RebootFixture.GATEWAYS.turn(noonPlus(40), NEW))
        .thenNothing();
  }

  private static BootMarker later(String value, int seconds) {
    return new BootMarker(value, noonPlus(seconds), NEW.sectionVersion() + seconds);
  }
}
