package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.GATEWAYS;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NEXT_RUN;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.options.MarkerPath;
import org.junit.jupiter.api.Test;

/** Before another call the twin is compared with the last recorded marker. */
class FurtherAttemptTest {
  private static final RebootFixture PATIENT = CANARY.under(callOptions -> callOptions.attempts(3));
  private static final RebootFixture NEXT_PATIENT =
      NEXT_RUN.under(callOptions -> callOptions.attempts(3));
  private static final RebootEvent INTENDED = PATIENT.intended(NOON, OLD);
  private static final RebootEvent OFFLINE =
      PATIENT.notDelivered(noonPlus(1), Cause.OFFLINE, noonPlus(3));
  private static final Instant DAY_AFTER_VERDICT = noonPlus(700).plus(Duration.ofDays(1));

  @Test
  void anUnchangedMarkerMeansTheNextAttempt() {
    RebootFixture second = PATIENT.onAttempt(2, 2).calling(9);
    given(INTENDED, OFFLINE)
        .when(second.turn(noonPlus(3), OLD))
        .then(second.intended(noonPlus(3), OLD));
  }

  @Test
  void afterTheHubsTroubleItIsTheSameAttemptSentAgain() {
    RebootFixture resent = PATIENT.onAttempt(1, 2).calling(9);
    given(INTENDED, PATIENT.notDelivered(noonPlus(1), Cause.THROTTLED, noonPlus(3)))
        .when(resent.turn(noonPlus(3), OLD))
        .then(resent.intended(noonPlus(3), OLD));
  }

  @Test
  void aChangedMarkerConfirmsWithoutACall() {
    given(INTENDED, OFFLINE)
        .when(PATIENT.calling(9).turn(noonPlus(60), NEW))
        .then(PATIENT.confirmed(noonPlus(60), NEW));
  }

  @Test
  void aPollWhileWaitingToRetryDecidesNothing() {
    given(INTENDED, OFFLINE).when(PATIENT.poll(noonPlus(60), NEW)).thenNothing();
  }

  @Test
  void aDeviceThatDisappearsWhileItWaitsFails() {
    RebootState after =
        given(INTENDED, OFFLINE)
            .when(PATIENT.turn(noonPlus(3), new TwinReading.NotRegistered()))
            .then(PATIENT.notRegistered(noonPlus(3)));

    assertThat(after).isInstanceOf(RebootState.Idle.class);
  }

  @Test
  void anotherRunBeginsWithItsOwnFirstAttempt() {
    given(INTENDED, OFFLINE)
        .when(NEXT_PATIENT.turn(noonPlus(2), OLD))
        .then(NEXT_PATIENT.intended(noonPlus(2), OLD));
  }

  @Test
  void attemptsKeepCountingAfterAnotherRun() {
    RebootFixture second = PATIENT.onAttempt(2, 2).calling(9);
    given(
            INTENDED,
            OFFLINE,
            NEXT_PATIENT.intended(noonPlus(2), OLD),
            NEXT_PATIENT.notDelivered(noonPlus(3), Cause.OFFLINE, noonPlus(5)))
        .when(second.turn(noonPlus(4), OLD))
        .then(second.intended(noonPlus(4), OLD));
  }

  @Test
  void aRebootByAnotherRunsCallCountsForTheWaitingRunToo() {
    given(
            INTENDED,
            OFFLINE,
            NEXT_RUN.intended(noonPlus(2), OLD),
            NEXT_RUN.accepted(noonPlus(3)),
            NEXT_RUN.confirmed(noonPlus(45), NEW))
        .when(PATIENT.calling(9).turn(noonPlus(60), NEW))
        .then(PATIENT.confirmed(noonPlus(60), NEW));
  }

  @Test
  void theDoubtOfAnotherRunOutlivesAConfirmationThatNeededNoCall() {
    RebootState after =
        given(
                INTENDED,
                OFFLINE,
                NEXT_RUN.intended(noonPlus(50), NEW),
                NEXT_RUN.accepted(noonPlus(51)),
                NEXT_RUN.notConfirmed(noonPlus(700)))
            .when(PATIENT.calling(9).turn(noonPlus(800), NEW))
            .then(PATIENT.confirmed(noonPlus(800), NEW));

    assertThat(after)
        .isInstanceOfSatisfying(
            RebootState.Doubtful.class,
            doubtful -> assertThat(doubtful.call().run()).isEqualTo(NEXT_RUN.run()));
  }

  @Test
  void aDeviceInDoubtWithAnUnchangedMarkerIsCalledByTheNextRun() {
    inDoubt().when(NEXT_RUN.turn(noonPlus(900), OLD)).then(NEXT_RUN.intended(noonPlus(900), OLD));
  }

  @Test
  void aDeviceInDoubtWithAChangedMarkerIsConfirmedLateAndNotCalled() {
    RebootState after =
        inDoubt()
            .when(NEXT_RUN.turn(noonPlus(900), NEW))
            .then(
                CANARY.confirmedLate(noonPlus(900), NEW),
                NEXT_RUN.skipped(noonPlus(900), "rebooted late, after the call of run nightly-1"));

    assertThat(after).isInstanceOf(RebootState.Idle.class);
  }

  @Test
  void againCallsADeviceThatWasConfirmedLate() {
    RebootFixture twice = GATEWAYS.under(callOptions -> callOptions.again(true));
    inDoubt()
        .when(twice.turn(noonPlus(900), NEW))
        .then(CANARY.confirmedLate(noonPlus(900), NEW), twice.intended(noonPlus(900), NEW));
  }

  @Test
  void aDayLaterAChangedMarkerProvesNothing() {
    Instant lastMoment = DAY_AFTER_VERDICT.minusMillis(1);
    inDoubt()
        .when(NEXT_RUN.turn(lastMoment, NEW))
        .then(
            CANARY.confirmedLate(lastMoment, NEW),
            NEXT_RUN.skipped(lastMoment, "rebooted late, after the call of run nightly-1"));
    inDoubt()
        .when(NEXT_RUN.turn(DAY_AFTER_VERDICT, NEW))
        .then(NEXT_RUN.intended(DAY_AFTER_VERDICT, NEW));
  }

  @Test
  void aRetryDoesNotCallWhatHasRebootedSinceTheRetriedRunBegan() {
    Instant since = java.util.Objects.requireNonNull(OLD.lastUpdated());
    RebootCommand stillTheSame = NEXT_RUN.retryTurn(noonPlus(900), OLD, since);
    given().when(stillTheSame).then(NEXT_RUN.intended(noonPlus(900), OLD));
    given()
        .when(NEXT_RUN.retryTurn(noonPlus(900), OLD, since.minusMillis(1)))
        .then(
            NEXT_RUN.skipped(
                noonPlus(900),
                "rebooted at " + since + ", after the start of the run that is retried"));
  }

  @Test
  void aMarkerReadElsewhereInTheTwinIsNotCompared() {
    RebootFixture elsewhere =
        NEXT_RUN.under(
            callOptions -> callOptions.marker(new MarkerPath("iothubDM.reboot.lastReboot")));
    inDoubt().when(elsewhere.turn(noonPlus(900), NEW)).then(elsewhere.intended(noonPlus(900), NEW));
  }

  @Test
  void aDeviceInDoubtStaysSoWhenTheNextRunFindsItUnregistered() {
    RebootState after =
        inDoubt()
            .when(NEXT_RUN.turn(noonPlus(900), new TwinReading.NotRegistered()))
            .then(NEXT_RUN.notRegistered(noonPlus(900)));

    assertThat(after).isInstanceOf(RebootState.Doubtful.class);
  }

  private static RebootSpecification inDoubt() {
    return given(
        CANARY.intended(NOON, OLD),
        CANARY.answerLost(noonPlus(30), 504101),
        CANARY.outcomeUnknown(noonPlus(700)));
  }
}
