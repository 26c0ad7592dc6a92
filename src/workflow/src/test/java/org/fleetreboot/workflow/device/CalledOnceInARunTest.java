package org.fleetreboot.workflow.device;

import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.GATEWAYS;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NEXT_RUN;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.junit.jupiter.api.Test;

class CalledOnceInARunTest {
  private static final RebootEvent INTENDED = CANARY.intended(NOON, OLD);
  private static final RebootEvent ACCEPTED = CANARY.accepted(noonPlus(1));
  private static final RebootEvent CONFIRMED = CANARY.confirmed(noonPlus(41), NEW);
  private static final String CALLED_ALREADY = "already called in step canary of this run";

  @Test
  void anotherStepOfTheRunDoesNotCallAgain() {
    given(INTENDED, ACCEPTED, CONFIRMED)
        .when(GATEWAYS.turn(noonPlus(60), NEW))
        .then(GATEWAYS.skipped(noonPlus(60), CALLED_ALREADY));
  }

  @Test
  void aDeviceThatRefusedIsNotAskedAgainByAnotherStep() {
    given(INTENDED, CANARY.rejected(noonPlus(1), 500))
        .when(GATEWAYS.turn(noonPlus(60), OLD))
        .then(GATEWAYS.skipped(noonPlus(60), CALLED_ALREADY));
  }

  @Test
  void aDeviceInDoubtIsNotCalledByAnotherStep() {
    given(INTENDED, CANARY.answerLost(noonPlus(30), 504101), CANARY.outcomeUnknown(noonPlus(700)))
        .when(GATEWAYS.turn(noonPlus(800), OLD))
        .then(GATEWAYS.skipped(noonPlus(800), CALLED_ALREADY));
  }

  @Test
  void againIsTheOnlyException() {
    RebootFixture twice = GATEWAYS.under(callOptions -> callOptions.again(true));
    given(INTENDED, ACCEPTED, CONFIRMED)
        .when(twice.turn(noonPlus(60), NEW))
        .then(twice.intended(noonPlus(60), NEW));
  }

  @Test
  void anotherRunMayCall() {
    given(INTENDED, ACCEPTED, CONFIRMED)
        .when(NEXT_RUN.turn(noonPlus(60), NEW))
        .then(NEXT_RUN.intended(noonPlus(60), NEW));
  }

  @Test
  void aStepThatIsDoneStaysDoneWhenAnotherStepCameAfterIt() {
    given(INTENDED, ACCEPTED, CONFIRMED, GATEWAYS.skipped(noonPlus(60), CALLED_ALREADY))
        .when(CANARY.calling(9).turn(noonPlus(70), NEW))
        .thenNothing();
  }

  @Test
  void aStepThatSkippedTheDeviceStaysDoneWhileAnotherReboots() {
    given(INTENDED, GATEWAYS.skipped(noonPlus(5), "the window has closed"), ACCEPTED, CONFIRMED)
        .when(GATEWAYS.skip(noonPlus(60), "the window has closed"))
        .thenNothing();
  }

  @Test
  void aCallProvedUndeliveredLeavesTheDeviceToAnotherStep() {
    given(INTENDED, CANARY.foundOffline(noonPlus(1), 1))
        .when(GATEWAYS.turn(noonPlus(60), OLD))
        .then(GATEWAYS.intended(noonPlus(60), OLD));
  }

  @Test
  void aCallRefusedAsMalformedLeavesTheDeviceToAnotherStep() {
    given(INTENDED, CANARY.failed(noonPlus(1), "payload too large"))
        .when(GATEWAYS.turn(noonPlus(60), OLD))
        .then(GATEWAYS.intended(noonPlus(60), OLD));
  }

  @Test
  void aDeviceThatDisappearedAfterItsCallCountsAsCalled() {
    given(INTENDED, ACCEPTED, CANARY.failed(noonPlus(700), "the hub has no device with that id"))
        .when(GATEWAYS.turn(noonPlus(800), OLD))
        .then(GATEWAYS.skipped(noonPlus(800), CALLED_ALREADY));
  }

  @Test
  void theStepThatWaitsToRetrySkipsTheDeviceOnceAnotherStepHasCalled() {
    given(
            INTENDED,
            CANARY.notDelivered(noonPlus(1), Cause.THROTTLED, noonPlus(3)),
            GATEWAYS.intended(noonPlus(2), OLD),
            GATEWAYS.accepted(noonPlus(3)),
            GATEWAYS.confirmed(noonPlus(41), NEW))
        .when(
            CANARY.calling(9).under(callOptions -> callOptions.attempts(5)).turn(noonPlus(60), OLD))
        .then(CANARY.skipped(noonPlus(60), "already called in step gateways of this run"));
  }

  @Test
  void aRebootWithoutASecondCallIsTheRunsRebootToo() {
    given(
            INTENDED,
            CANARY.notDelivered(noonPlus(1), Cause.THROTTLED, noonPlus(3)),
            CANARY.confirmed(noonPlus(41), NEW))
        .when(GATEWAYS.turn(noonPlus(60), NEW))
        .then(GATEWAYS.skipped(noonPlus(60), CALLED_ALREADY));
  }

  @Test
  void aDeviceSkippedInOneStepMayBeCalledByAnother() {
    given(CANARY.skipped(NOON, "the group stopped"))
        .when(GATEWAYS.turn(noonPlus(60), OLD))
        .then(GATEWAYS.intended(noonPlus(60), OLD));
  }
}
