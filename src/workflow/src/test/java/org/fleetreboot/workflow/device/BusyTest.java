package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.GATEWAYS;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.workflow.device.InvocationAnswer.Answered;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.RebootState.Retrying;
import org.fleetreboot.workflow.options.BusyRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A busy answer is not a refusal: the device has started nothing, and is called again. */
class BusyTest {
  private static final RebootEvent INTENDED = CANARY.intended(NOON, OLD);
  private static final RebootEvent BUSY = CANARY.busy(noonPlus(2), 423, 1, noonPlus(60));

  @Test
  void aBusyDeviceHasAnotherTurnAfterABackOff() {
    RebootState after =
        given(INTENDED)
            .when(CANARY.answer(noonPlus(2), 423))
            .then(CANARY.busy(noonPlus(2), 423, 1, noonPlus(3)));

    assertThat(after)
        .isInstanceOfSatisfying(
            Retrying.class,
            retrying -> {
              assertThat(retrying.nextAttempt()).isEqualTo(1);
              assertThat(retrying.notBefore()).isEqualTo(noonPlus(3));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "PT10M, 600",
    // "at once" becomes a second, and a year becomes a day
    "PT0S, 1",
    "PT-5S, 1",
    "P366D, 86400"
  })
  void theDeviceNamesTheTime(Duration retryAfter, long seconds) {
    given(INTENDED)
        .when(CANARY.answer(NOON, new Answered(423, null, retryAfter)))
        .then(CANARY.busy(NOON, 423, 1, noonPlus(seconds)));
  }

  @ParameterizedTest
  @CsvSource({
    // retryAfter, seconds until the last call of the window, and until the next turn
    "600, 1200, 600",
    "600, 600, 570",
    "3600, 1200, 1170",
    // too little time is left for a turn: the window decides
    "3600, 31, 3600",
    "3600, 5, 3600"
  })
  void theWindowLimitsTheTime(long retryAfter, long lastCall, long next) {
    RebootCommand answer =
        new RebootCommand.RecordAnswer(
            CANARY.call(),
            NOON,
            new Answered(423, null, Duration.ofSeconds(retryAfter)),
            0,
            noonPlus(lastCall));
    given(INTENDED).when(answer).then(CANARY.busy(NOON, 423, 1, noonPlus(next)));
  }

  @Test
  void itIsCalledAgainIfItsMarkerHasNotChanged() {
    RebootFixture again = CANARY.afterBusy(1).calling(9);
    given(INTENDED, BUSY)
        .when(again.turn(noonPlus(60), OLD))
        .then(again.intended(noonPlus(60), OLD));
  }

  @Test
  void aChangedMarkerConfirmsWithoutACall() {
    given(INTENDED, BUSY)
        .when(CANARY.calling(9).turn(noonPlus(60), NEW))
        .then(CANARY.confirmed(noonPlus(60), NEW));
  }

  @Test
  void theLastBusyAnswerIsARefusal() {
    RebootFixture tenth = CANARY.afterBusy(9).calling(9);
    given(tenth.intended(NOON, OLD))
        .when(tenth.answer(noonPlus(2), new Answered(423, "{}", Duration.ofMinutes(10))))
        .then(
            new RebootEvent.Rejected(
                tenth.run(),
                tenth.step(),
                noonPlus(2),
                tenth.call(),
                423,
                "{}",
                "busy at each of its 10 calls",
                noonPlus(2 + 600)));
    RebootFixture ninth = CANARY.afterBusy(8).calling(9);
    given(ninth.intended(NOON, OLD))
        .when(ninth.answer(noonPlus(2), 423))
        .then(ninth.busy(noonPlus(2), 423, 9, noonPlus(2 + 150)));
  }

  @Test
  void withOneBusyAttemptItIsARefusalAtOnce() {
    RebootFixture strict = CANARY.under(callOptions -> callOptions.busy(BusyRule.of("423", 1)));
    given(strict.intended(NOON, OLD))
        .when(strict.answer(noonPlus(2), 423))
        .then(strict.rejected(noonPlus(2), 423));
  }

  @Test
  void busyAnswersAndAttemptsAreCountedSeparately() {
    RebootFixture patient = CANARY.under(callOptions -> callOptions.attempts(2));
    RebootFixture second = patient.afterBusy(1).calling(9);
    RebootFixture third = patient.onAttempt(2, 3).calling(10);
    given(
            patient.intended(NOON, OLD),
            patient.busy(noonPlus(2), 423, 1, noonPlus(60)),
            second.intended(noonPlus(60), OLD),
            second.notDelivered(noonPlus(61), Cause.OFFLINE, noonPlus(70)))
        .when(third.turn(noonPlus(70), OLD))
        .then(
            new RebootFixture(
                    third.run(), third.step(), third.callOptions(), third.call(), 2, 3, true, 1, 0)
                .intended(noonPlus(70), OLD));
  }

  @ParameterizedTest
  @ValueSource(ints = {423, 503, -1})
  void aGroupListsTheStatusesThatMeanBusy(int status) {
    RebootFixture named =
        CANARY.under(callOptions -> callOptions.busy(BusyRule.of("423, 503,-1", 10)));
    given(named.intended(NOON, OLD))
        .when(named.answer(noonPlus(2), status))
        .then(named.busy(noonPlus(2), status, 1, noonPlus(3)));
  }

  @Test
  void aStatusThatIsNotListedIsARefusal() {
    RebootFixture named = CANARY.under(callOptions -> callOptions.busy(BusyRule.of("503", 10)));
    given(named.intended(NOON, OLD))
        .when(named.answer(noonPlus(2), 423))
        .then(named.rejected(noonPlus(2), 423));
  }

  @Test
  void aBusyDeviceMayBeCalledByAnotherStepOfItsRun() {
    given(INTENDED, BUSY)
        .when(GATEWAYS.turn(noonPlus(70), OLD))
        .then(GATEWAYS.intended(noonPlus(70), OLD));
  }

  @Test
  void aBusyDeviceThatHasRebootedIsNotCalledByAnotherStepOfItsRun() {
    given(INTENDED, BUSY)
        .when(GATEWAYS.turn(noonPlus(70), NEW))
        .then(GATEWAYS.skipped(noonPlus(70), "rebooted after the call of step canary of this run"));
  }

  @Test
  void aBusyDeviceCanStillBeSkipped() {
    given(INTENDED, BUSY)
        .when(CANARY.skip(noonPlus(70), "the window has closed"))
        .then(CANARY.skipped(noonPlus(70), "the window has closed"));
  }

  @Test
  void aPollOfABusyDeviceDecidesNothing() {
    given(INTENDED, BUSY).when(CANARY.poll(noonPlus(70), NEW)).thenNothing();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''      | 10  | busyStatus is ''; give a status like 423, or a comma-separated list.
          423;503 | 10  | busyStatus is '423;503'; give a status like 423, or a comma-separated list.
          423,    | 10  | busyStatus is '423,'; give a status like 423, or a comma-separated list.
          423,200 | 10  | busyStatus is 200, but with 200 to 399 a device accepts; give another status, such as 423.
          423     | 0   | busyAttempts is 0; give 1 to 100.
          423     | 101 | busyAttempts is 101; give 1 to 100.
          """)
  void refusesInvalidOptionsWithTheRemedy(String statuses, int attempts, String message) {
    assertThatThrownBy(() -> BusyRule.of(statuses, attempts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aDevicesAnswerStaysWithItsOutcome() {
    RebootEvent accepted =
        new RebootEvent.Accepted(CANARY.run(), CANARY.step(), NOON, CANARY.call(), 202, "{}");
    given(INTENDED, accepted)
        .when(CANARY.poll(noonPlus(60), NEW))
        .then(
            new RebootEvent.Confirmed(
                CANARY.run(), CANARY.step(), noonPlus(60), CANARY.call(), NEW, 202, "{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "€", "😀"})
  void aLongResponseIsCutVisiblyBetweenTwoCharacters(String character) {
    String response = new Answered(200, character.repeat(5_000), null).response();
    int bytes = bytes(character.repeat(5_000));

    assertThat(response).endsWith("… (cut: " + bytes + " bytes)").doesNotContain("\uFFFD");
    assertThat(bytes(response)).isBetween(RebootEvent.LONGEST_RESPONSE - 4, 4_096);
    assertThat(new Answered(200, "a".repeat(4_096), null).response()).hasSize(4_096);
  }

  private static int bytes(@Nullable String text) {
    return text == null ? 0 : text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  @Test
  void aBackOffEndsAtTheInstantThatTheEventNames() {
    Instant retryAt = noonPlus(60);
    assertThat(given(INTENDED, BUSY).state())
        .isInstanceOfSatisfying(
            Retrying.class, retrying -> assertThat(retrying.notBefore()).isEqualTo(retryAt));
  }
}
