package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.time.Duration;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.InvocationAnswer.Lost;
import org.fleetreboot.workflow.device.RebootState.Awaiting;
import org.fleetreboot.workflow.device.RebootState.Retrying;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerRuleTest {
  private static final RebootFixture AWAY = CANARY.disconnected();

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 302, 399})
  void aStatusOf200To399IsAPromise(int status) {
    RebootState after =
        given(CANARY.intended(NOON, OLD))
            .when(CANARY.answer(noonPlus(2), status))
            .then(
                new RebootEvent.Accepted(
                    CANARY.run(), CANARY.step(), noonPlus(2), CANARY.call(), status, null));

    assertThat(after)
        .isInstanceOfSatisfying(
            Awaiting.class,
            awaiting -> {
              assertThat(awaiting.accepted()).isTrue();
              assertThat(awaiting.deadline()).isEqualTo(noonPlus(602));
            });
  }

  @ParameterizedTest
  @ValueSource(
      ints = {Integer.MIN_VALUE, -1, 0, 1, 100, 199, 400, 409, 500, 70_000, Integer.MAX_VALUE})
  void anyOtherStatusIsARefusal(int status) {
    given(CANARY.intended(NOON, OLD))
        .when(CANARY.answer(noonPlus(2), status))
        .then(CANARY.rejected(noonPlus(2), status));
  }

  @ParameterizedTest
  @ValueSource(ints = {504101, 400027, 404001, 404103, 500001})
  void withoutProofTheAnswerIsLostAndTheMarkerDecides(int code) {
    RebootState after =
        given(CANARY.intended(NOON, OLD))
            .when(CANARY.noAnswer(noonPlus(30), code))
            .then(CANARY.answerLost(noonPlus(30), code));

    assertThat(after)
        .isInstanceOfSatisfying(
            Awaiting.class,
            awaiting -> {
              assertThat(awaiting.accepted()).isFalse();
              assertThat(awaiting.deadline()).isEqualTo(noonPlus(630));
            });
  }

  @Test
  void anAnswerLostWithoutACodeIsLost() {
    given(AWAY.intended(NOON, OLD))
        .when(AWAY.answer(noonPlus(30), new Lost(null, "read timed out")))
        .then(AWAY.answerLost(noonPlus(30), "read timed out"));
  }

  @Test
  void notOnlineIsProvedOnlyWhenTheBaselineSaidDisconnected() {
    given(AWAY.intended(NOON, OLD))
        .when(AWAY.noAnswer(noonPlus(1), 404103))
        .then(AWAY.foundOffline(noonPlus(1), 1, "404103"));
  }

  @Test
  void notOnlineProvesNothingWhenTheHubWaitedForTheDeviceToConnect() {
    RebootFixture waitedFor =
        AWAY.under(callOptions -> callOptions.connectTimeout(Duration.ofSeconds(1)));
    given(waitedFor.intended(NOON, OLD))
        .when(waitedFor.noAnswer(noonPlus(1), 404103))
        .then(waitedFor.answerLost(noonPlus(1), 404103));
  }

  @Test
  void noOtherCodeProvesADisconnectedDeviceOffline() {
    given(AWAY.intended(NOON, OLD))
        .when(AWAY.noAnswer(noonPlus(1), 504101))
        .then(AWAY.answerLost(noonPlus(1), 504101));
  }

  @Test
  void aMalformedCallFailsAtOnceWhateverAttemptsAreLeft() {
    RebootFixture patient = CANARY.under(callOptions -> callOptions.attempts(5));
    given(patient.intended(NOON, OLD))
        .when(patient.undelivered(noonPlus(1), Cause.MALFORMED))
        .then(patient.failed(noonPlus(1), "MALFORMED"));
  }

  @Test
  void offlineWithAttemptsLeftIsRetriedAfterABackOff() {
    RebootFixture patient = CANARY.under(callOptions -> callOptions.attempts(2));
    RebootState after =
        given(patient.intended(NOON, OLD))
            .when(patient.undelivered(noonPlus(1), Cause.OFFLINE))
            .then(patient.notDelivered(noonPlus(1), Cause.OFFLINE, noonPlus(2)));

    assertThat(after)
        .isInstanceOfSatisfying(
            Retrying.class,
            retrying -> {
              assertThat(retrying.nextAttempt()).isEqualTo(2);
              assertThat(retrying.notBefore()).isEqualTo(noonPlus(2));
            });
  }

  @Test
  void offlineOnTheLastAttemptIsOffline() {
    RebootFixture second = CANARY.under(callOptions -> callOptions.attempts(2)).onAttempt(2, 2);
    given(second.intended(NOON, OLD))
        .when(second.undelivered(noonPlus(1), Cause.OFFLINE))
        .then(second.foundOffline(noonPlus(1), 2));
  }

  @Test
  void aCallRefusedForTheDeviceIsRepeatedHoweverFewAttemptsItHas() {
    given(CANARY.intended(NOON, OLD))
        .when(CANARY.undelivered(noonPlus(1), Cause.REFUSED_FOR_DEVICE))
        .then(CANARY.notDelivered(noonPlus(1), Cause.REFUSED_FOR_DEVICE, noonPlus(2)));
  }

  @Test
  void theFifthRefusalForTheDeviceFailsItHoweverManyAttemptsItHas() {
    RebootFixture fourth = CANARY.under(callOptions -> callOptions.attempts(10)).afterRefusals(3);
    given(fourth.intended(NOON, OLD))
        .when(fourth.undelivered(noonPlus(1), Cause.REFUSED_FOR_DEVICE))
        .then(fourth.notDelivered(noonPlus(1), Cause.REFUSED_FOR_DEVICE, noonPlus(9)));
    RebootFixture fifth = fourth.afterRefusals(4);
    given(fifth.intended(NOON, OLD))
        .when(fifth.undelivered(noonPlus(1), Cause.REFUSED_FOR_DEVICE))
        .then(fifth.failed(noonPlus(1), "REFUSED_FOR_DEVICE"));
  }

  @Test
  void refusalsForTheDeviceAndAttemptsAreCountedSeparately() {
    RebootFixture second = CANARY.afterRefusals(1).calling(2);
    given(
            CANARY.intended(NOON, OLD),
            CANARY.notDelivered(noonPlus(1), Cause.REFUSED_FOR_DEVICE, noonPlus(2)))
        .when(second.turn(noonPlus(2), OLD))
        .then(second.intended(noonPlus(2), OLD));
  }

  @ParameterizedTest
  @CsvSource({
    // seconds that the hub asks for, and seconds until the next call: the back-off is one
    "0, 1",
    "1, 1",
    "90, 90",
    "3600, 300",
  })
  void theHubsRetryAfterIsRespectedUpToFiveMinutes(long asked, long wait) {
    var throttled =
        new InvocationAnswer.NotDelivered(Cause.THROTTLED, "THROTTLED", Duration.ofSeconds(asked));
    given(CANARY.intended(NOON, OLD))
        .when(CANARY.answer(noonPlus(1), throttled))
        .then(CANARY.notDelivered(noonPlus(1), Cause.THROTTLED, noonPlus(1 + wait)));
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "HUB_TROUBLE", "NOT_SENT"})
  void theHubsTroubleUsesUpNoAttempt(Cause cause) {
    RebootState after =
        given(CANARY.intended(NOON, OLD))
            .when(CANARY.undelivered(noonPlus(1), cause))
            .then(CANARY.notDelivered(noonPlus(1), cause, noonPlus(2)));

    assertThat(after)
        .isInstanceOfSatisfying(
            Retrying.class, retrying -> assertThat(retrying.nextAttempt()).isEqualTo(1));
  }

  @Test
  void theBackOffGrowsWithTheSendsNotWithTheAttempts() {
    RebootFixture fourthSend = CANARY.onAttempt(1, 4);
    given(fourthSend.intended(NOON, OLD))
        .when(fourthSend.undelivered(noonPlus(1), Cause.THROTTLED))
        .then(fourthSend.notDelivered(noonPlus(1), Cause.THROTTLED, noonPlus(1 + 8)));
  }

  @Test
  void theBackOffIsSpreadByJitter() {
    given(CANARY.intended(NOON, OLD))
        .when(
            new RebootCommand.RecordAnswer(
                CANARY.call(),
                NOON,
                new InvocationAnswer.NotDelivered(Cause.THROTTLED, "THROTTLED"),
                0.5,
                null))
        .then(CANARY.notDelivered(NOON, Cause.THROTTLED, NOON.plusMillis(1500)));
  }

  @Test
  void aSecondAnswerChangesNothing() {
    given(CANARY.intended(NOON, OLD), CANARY.accepted(noonPlus(1)))
        .when(CANARY.answer(noonPlus(2), 500))
        .thenNothing();
  }

  @Test
  void theAnswerToAnEarlierCallIsNotTheAnswerToThisOne() {
    given(CANARY.intended(NOON, OLD))
        .when(CANARY.calling(9).answer(noonPlus(2), 500))
        .thenNothing();
  }

  @Test
  void anAnswerWithoutACallChangesNothing() {
    given().when(CANARY.answer(NOON, 200)).thenNothing();
  }
}
