package org.fleetreboot.workflow.device;

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
import java.util.Map;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.MarkerPath;
import org.junit.jupiter.api.Test;

class TakingATurnTest {
  private static final BootMarker RECENT = new BootMarker("boot-42", NOON, 71);

  @Test
  void intendsTheCallWithTheMarkerBeforeItAndTheOptionsOfTheGroup() {
    RebootFixture special =
        CANARY.under(
            callOptions ->
                callOptions
                    .method("restart")
                    .payloadHash("e3b0c442")
                    .marker(new MarkerPath("lastReboot"))
                    .confirm(ConfirmBy.STAMP)
                    .confirmWithin(Duration.ofMinutes(3))
                    .attempts(4)
                    .connectTimeout(Duration.ofSeconds(20)));

    given().when(special.turn(NOON, OLD)).then(special.intended(NOON, OLD));
  }

  @Test
  void remembersThatTheHubSawTheDeviceDisconnected() {
    RebootFixture away = CANARY.disconnected();
    given().when(away.turn(NOON, OLD)).then(away.intended(NOON, OLD));
  }

  @Test
  void aDeviceThatHasNeverReportedIsCalled() {
    BootMarker absent = BootMarker.absent(5);
    given().when(CANARY.turn(NOON, absent)).then(CANARY.intended(NOON, absent));
  }

  @Test
  void aDeviceThatTheHubDoesNotKnowFails() {
    given()
        .when(CANARY.turn(NOON, new TwinReading.NotRegistered()))
        .then(CANARY.notRegistered(NOON));
  }

  @Test
  void aDeviceThatIsDisabledInTheHubIsSkippedAndNotCalled() {
    given()
        .when(CANARY.turn(NOON, new TwinReading.Found(OLD, false, Map.of(), false)))
        .then(CANARY.skipped(NOON, "disabled in the hub; enable it there to reboot it"));
  }

  @Test
  void aDeviceWhoseTwinTheHubRefusesFailsWithWhatTheHubSaid() {
    given()
        .when(
            CANARY.turn(NOON, new TwinReading.Refused("the hub is throttling the device (429005)")))
        .then(CANARY.failedUncalled(NOON, "the hub is throttling the device (429005)"));
  }

  @Test
  void noSecondIntentWhileTheCallIsUnderWay() {
    given(CANARY.intended(NOON, OLD)).when(CANARY.calling(9).turn(noonPlus(1), OLD)).thenNothing();
  }

  @Test
  void noSecondIntentWhileTheMarkerIsAwaited() {
    given(CANARY.intended(NOON, OLD), CANARY.accepted(noonPlus(1)))
        .when(CANARY.calling(9).turn(noonPlus(2), OLD))
        .thenNothing();
  }

  @Test
  void anotherRunWaitsWhileTheDeviceReboots() {
    given(CANARY.intended(NOON, OLD), CANARY.answerLost(noonPlus(30), 504101))
        .when(NEXT_RUN.turn(noonPlus(31), OLD))
        .thenNothing();
  }

  @Test
  void againWaitsForACallUnderWay() {
    given(CANARY.intended(NOON, OLD))
        .when(GATEWAYS.under(callOptions -> callOptions.again(true)).turn(noonPlus(1), OLD))
        .thenNothing();
  }

  @Test
  void aTurnTakenTwiceDecidesOnce() {
    given(CANARY.skipped(NOON, "the group stopped"))
        .when(CANARY.turn(noonPlus(1), OLD))
        .thenNothing();
  }

  @Test
  void aDeviceThatRebootedLessThanAnHourAgoIsSpared() {
    RebootFixture sparing =
        CANARY.under(callOptions -> callOptions.unlessRebootedWithin(Duration.ofHours(1)));
    Instant almostAnHourLater = noonPlus(3600).minusMillis(1);

    given()
        .when(sparing.turn(almostAnHourLater, RECENT))
        .then(
            sparing.skipped(
                almostAnHourLater, "rebooted at 2026-03-01T12:00:00Z, less than 1 h ago"));
  }

  @Test
  void aDeviceThatRebootedAnHourAgoIsNotSpared() {
    RebootFixture sparing =
        CANARY.under(callOptions -> callOptions.unlessRebootedWithin(Duration.ofHours(1)));

    given()
        .when(sparing.turn(noonPlus(3600), RECENT))
        .then(sparing.intended(noonPlus(3600), RECENT));
  }

  @Test
  void aDeviceThatHasNeverReportedIsNotSpared() {
    RebootFixture sparing =
        CANARY.under(callOptions -> callOptions.unlessRebootedWithin(Duration.ofHours(1)));
    BootMarker absent = BootMarker.absent(5);

    given().when(sparing.turn(NOON, absent)).then(sparing.intended(NOON, absent));
  }

  @Test
  void aRebootThatTheJournalKnowsIsTrustedAfterTheTwinWasReset() {
    RebootFixture sparing =
        NEXT_RUN.under(callOptions -> callOptions.unlessRebootedWithin(Duration.ofHours(1)));

    given(
            CANARY.intended(NOON, OLD),
            CANARY.accepted(noonPlus(1)),
            CANARY.confirmed(noonPlus(41), NEW))
        .when(sparing.turn(noonPlus(100), BootMarker.absent(1)))
        .then(
            sparing.skipped(noonPlus(100), "rebooted at 2026-03-01T12:00:40Z, less than 1 h ago"));
  }

  @Test
  void aLateRebootCountsWhateverHappenedSince() {
    RebootFixture sparing =
        NEXT_RUN.under(callOptions -> callOptions.unlessRebootedWithin(Duration.ofHours(1)));

    given(
            CANARY.intended(NOON, OLD),
            CANARY.accepted(noonPlus(1)),
            CANARY.notConfirmed(noonPlus(610)),
            CANARY.confirmedLate(noonPlus(900), NEW),
            GATEWAYS.skipped(noonPlus(901), "the group stopped"))
        .when(sparing.turn(noonPlus(1000), BootMarker.absent(1)))
        .then(
            sparing.skipped(noonPlus(1000), "rebooted at 2026-03-01T12:00:40Z, less than 1 h ago"));
  }

  @Test
  void theLaterOfTheHubsStampAndTheJournalCounts() {
    RebootFixture sparing =
        NEXT_RUN.under(callOptions -> callOptions.unlessRebootedWithin(Duration.ofHours(1)));
    BootMarker byHand = new BootMarker("boot-43", noonPlus(3000), 72);

    given(
            CANARY.intended(NOON, OLD),
            CANARY.accepted(noonPlus(1)),
            CANARY.confirmed(noonPlus(41), NEW))
        .when(sparing.turn(noonPlus(5000), byHand))
        .then(
            sparing.skipped(noonPlus(5000), "rebooted at 2026-03-01T12:50:00Z, less than 1 h ago"));
  }
}
