package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.GATEWAYS;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.device.RebootSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.junit.jupiter.api.Test;

/** No verdict without a poll, begun at or after the deadline. */
class PollRuleTest {
  private static final RebootEvent INTENDED = CANARY.intended(NOON, OLD);
  private static final RebootEvent ACCEPTED = CANARY.accepted(NOON);
  private static final RebootEvent LOST = CANARY.answerLost(NOON, 504101);
  private static final String PROGRAM_ENDED = "the program ended between the intent and the answer";

  /** The default of {@code confirmWithin}, after the answer. */
  private static final Instant DEADLINE = noonPlus(600);

  private static final Instant DAY_LATER = DEADLINE.plus(Duration.ofDays(1));
  private static final TwinReading UNCHANGED = new TwinReading.Found(OLD, true);
  private static final TwinReading GONE = new TwinReading.NotRegistered();

  @Test
  void aPollBegunAtTheDeadlineFindsAnAcceptedRebootNotConfirmed() {
    RebootState after =
        given(INTENDED, ACCEPTED)
            .when(CANARY.poll(DEADLINE, OLD))
            .then(CANARY.notConfirmed(DEADLINE));

    assertThat(after)
        .isInstanceOfSatisfying(
            RebootState.Doubtful.class,
            doubtful -> assertThat(doubtful.watchUntil()).isEqualTo(DAY_LATER));
  }

  @Test
  void aPollBegunAMillisecondBeforeTheDeadlineDecidesNothing() {
    given(INTENDED, ACCEPTED)
        .when(CANARY.poll(DEADLINE.minusMillis(1), DEADLINE.plusSeconds(9), UNCHANGED))
        .thenNothing();
  }

  @Test
  void aPollBegunAtTheDeadlineLeavesALostAnswerUnknown() {
    RebootState after =
        given(INTENDED, LOST)
            .when(CANARY.poll(DEADLINE, OLD))
            .then(CANARY.outcomeUnknown(DEADLINE));

    assertThat(after)
        .isInstanceOfSatisfying(
            RebootState.Doubtful.class,
            doubtful -> assertThat(doubtful.watchUntil()).isEqualTo(DAY_LATER));
  }

  @Test
  void aLostAnswerIsNotUnknownAMillisecondBeforeTheDeadline() {
    given(INTENDED, LOST).when(CANARY.poll(DEADLINE.minusMillis(1), OLD)).thenNothing();
  }

  @Test
  void aReportOfADeviceRegisteredAgainProvesNothing() {
    given(CANARY.intended(NOON, OLD.of("first")), ACCEPTED)
        .when(CANARY.poll(noonPlus(60), NEW.of("second")))
        .thenNothing();
  }

  @Test
  void aDeviceRegisteredAgainEndsUnknown() {
    for (BootMarker seen : List.of(OLD, NEW, BootMarker.absent(1))) {
      RebootState awaiting = given(CANARY.intended(NOON, OLD.of("first")), ACCEPTED).state();
      assertThat(Reboot.decide(awaiting, CANARY.poll(DEADLINE, seen.of("second"))))
          .singleElement()
          .isInstanceOfSatisfying(
              RebootEvent.OutcomeUnknown.class,
              unknown ->
                  assertThat(unknown.reason())
                      .startsWith("it was registered again, or its identity changed, after"));
    }
  }

  @Test
  void aReportOfTheSameDeviceIsProof() {
    given(CANARY.intended(NOON, OLD.of("first")), ACCEPTED)
        .when(CANARY.poll(noonPlus(60), NEW.of("first")))
        .then(CANARY.confirmed(noonPlus(60), NEW.of("first"), 200));
  }

  @Test
  void aChangeSeenAfterTheDeadlineStillConfirms() {
    given(INTENDED, LOST)
        .when(CANARY.poll(DEADLINE.plusSeconds(60), NEW))
        .then(CANARY.confirmed(DEADLINE.plusSeconds(60), NEW));
  }

  @Test
  void anAbsentMarkerAfterTheDeadlineIsAVerdictToo() {
    given(INTENDED, ACCEPTED)
        .when(CANARY.poll(DEADLINE, BootMarker.absent(1)))
        .then(CANARY.notConfirmed(DEADLINE, "in the last poll rebootTime was not reported"));
  }

  @Test
  void aVerdictSaysWhatWasSeenInsteadOfAProof() {
    Instant stamp = noonPlus(40);
    assertThat(seen(CANARY, new BootMarker("boot-42", OLD.lastUpdated(), 71)))
        .isEqualTo("in the last poll rebootTime was boot-42, with a stamp from before the call");
    assertThat(seen(CANARY, new BootMarker("boot-42", stamp, 1)))
        .isEqualTo("in the last poll rebootTime was boot-42, from a twin that was reset");
    assertThat(
            seen(
                CANARY.under(callOptions -> callOptions.confirm(ConfirmBy.ECHO)),
                new BootMarker("boot-42", stamp, 71)))
        .isEqualTo("in the last poll rebootTime was boot-42, without the id of the call");
  }

  private static String seen(RebootFixture device, BootMarker marker) {
    RebootState state =
        Reboot.evolve(
            Reboot.evolve(RebootState.INITIAL, device.intended(NOON, OLD)),
            device.accepted(noonPlus(1)));
    RebootEvent verdict = Reboot.decide(state, device.poll(DEADLINE.plusSeconds(2), marker)).get(0);
    return ((RebootEvent.NotConfirmed) verdict).reason();
  }

  @Test
  void thereIsNoVerdictWhileTheAnswerIsOutstanding() {
    given(INTENDED).when(CANARY.poll(DEADLINE, OLD)).thenNothing();
  }

  @Test
  void aDeviceThatWasRemovedMayComeBackUntilTheDeadline() {
    given(INTENDED, ACCEPTED).when(CANARY.poll(DEADLINE.minusMillis(1), GONE)).thenNothing();
    given(INTENDED, LOST).when(CANARY.poll(DEADLINE.minusMillis(1), GONE)).thenNothing();
  }

  @Test
  void thereIsNoVerdictWithoutATwinHoweverLateItIs() {
    TwinReading refused = new TwinReading.Refused("the hub is throttling the device (429005)");
    given(INTENDED, ACCEPTED).when(CANARY.poll(DEADLINE.plusSeconds(60), refused)).thenNothing();
    given(INTENDED, LOST).when(CANARY.poll(DEADLINE.plusSeconds(60), refused)).thenNothing();
  }

  @Test
  void aDeviceThatIsGoneAtTheDeadlineFails() {
    RebootEvent failed = CANARY.failed(DEADLINE, "the hub has no device with that id");
    given(INTENDED, ACCEPTED).when(CANARY.poll(DEADLINE, GONE)).then(failed);
    given(INTENDED, LOST).when(CANARY.poll(DEADLINE, GONE)).then(failed);
  }

  @Test
  void afterACrashTheCallIsNotRepeatedButItsAnswerIsLost() {
    RebootState after =
        given(INTENDED)
            .when(new RebootCommand.Recover(noonPlus(100)))
            .then(CANARY.answerLost(noonPlus(100), PROGRAM_ENDED));

    assertThat(after)
        .isInstanceOfSatisfying(
            RebootState.Awaiting.class,
            awaiting -> {
              assertThat(awaiting.accepted()).isFalse();
              assertThat(awaiting.deadline()).isEqualTo(noonPlus(700));
            });
  }

  @Test
  void aRecoveredCallIsUnknownOnlyAfterAPollBegunAfterItsDeadline() {
    RebootEvent recovered = CANARY.answerLost(noonPlus(100), PROGRAM_ENDED);
    given(INTENDED, recovered).when(CANARY.poll(noonPlus(700).minusMillis(1), OLD)).thenNothing();
    given(INTENDED, recovered)
        .when(CANARY.poll(noonPlus(700), OLD))
        .then(CANARY.outcomeUnknown(noonPlus(700)));
  }

  @Test
  void recoveryChangesNothingElse() {
    RebootCommand recover = new RebootCommand.Recover(noonPlus(100));
    given().when(recover).thenNothing();
    given(INTENDED, ACCEPTED).when(recover).thenNothing();
    given(INTENDED, CANARY.notDelivered(NOON, Cause.THROTTLED, noonPlus(1)))
        .when(recover)
        .thenNothing();
    given(INTENDED, LOST, CANARY.outcomeUnknown(DEADLINE)).when(recover).thenNothing();
  }

  @Test
  void aChangeWithinADayOfTheVerdictIsRecordedAsLate() {
    Instant lastMoment = DAY_LATER.minusMillis(1);
    RebootState after =
        given(INTENDED, ACCEPTED, CANARY.notConfirmed(DEADLINE))
            .when(CANARY.poll(lastMoment, NEW))
            .then(CANARY.confirmedLate(lastMoment, NEW));

    assertThat(after).isInstanceOf(RebootState.Idle.class);
    assertThat(after.past().outcome(CANARY.run(), CANARY.step())).isEqualTo(Outcome.NOT_CONFIRMED);
  }

  @Test
  void aDayAfterTheVerdictAChangeNoLongerRefersToThatCall() {
    given(INTENDED, ACCEPTED, CANARY.notConfirmed(DEADLINE))
        .when(CANARY.poll(DAY_LATER, NEW))
        .thenNothing();
  }

  @Test
  void anUnknownOutcomeIsConfirmedLateToo() {
    given(INTENDED, LOST, CANARY.outcomeUnknown(DEADLINE))
        .when(CANARY.poll(DEADLINE.plusSeconds(900), NEW))
        .then(CANARY.confirmedLate(DEADLINE.plusSeconds(900), NEW));
  }

  @Test
  void aDeviceInDoubtWithAnUnchangedMarkerStaysInDoubt() {
    given(INTENDED, LOST, CANARY.outcomeUnknown(DEADLINE))
        .when(CANARY.poll(DEADLINE.plusSeconds(900), OLD))
        .thenNothing();
    given(INTENDED, LOST, CANARY.outcomeUnknown(DEADLINE))
        .when(CANARY.poll(DEADLINE.plusSeconds(900), GONE))
        .thenNothing();
  }

  @Test
  void aPollForAnotherStepConfirmsNothingLate() {
    given(INTENDED, LOST, CANARY.outcomeUnknown(DEADLINE))
        .when(GATEWAYS.poll(DEADLINE.plusSeconds(900), NEW))
        .thenNothing();
  }
}
