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

import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfirmationTest {
  private static final BootMarker SAME_VALUE_LATER_STAMP =
      new BootMarker(OLD.value(), noonPlus(40), 71);
  private static final BootMarker OTHER_VALUE_SAME_STAMP =
      new BootMarker("boot-42", OLD.lastUpdated(), 71);

  @Test
  void aChangedMarkerConfirms() {
    RebootState after =
        rebooting(CANARY, OLD)
            .when(CANARY.poll(noonPlus(45), NEW))
            .then(CANARY.confirmed(noonPlus(45), NEW, 200));

    assertThat(after).isInstanceOf(RebootState.Idle.class);
  }

  @Test
  void anUnchangedMarkerDecidesNothing() {
    rebooting(CANARY, OLD).when(CANARY.poll(noonPlus(45), OLD)).thenNothing();
  }

  @Test
  void aChangedMarkerConfirmsEvenWhenTheAnswerWasLost() {
    given(CANARY.intended(NOON, OLD), CANARY.answerLost(noonPlus(30), 504101))
        .when(CANARY.poll(noonPlus(45), NEW))
        .then(CANARY.confirmed(noonPlus(45), NEW));
  }

  @Test
  void aChangedMarkerConfirmsEvenBeforeTheAnswer() {
    given(CANARY.intended(NOON, OLD))
        .when(CANARY.poll(noonPlus(45), NEW))
        .then(CANARY.confirmed(noonPlus(45), NEW));
  }

  @Test
  void theAnswerThatComesAfterTheConfirmationChangesNothing() {
    given(CANARY.intended(NOON, OLD), CANARY.confirmed(noonPlus(45), NEW))
        .when(CANARY.answer(noonPlus(46), 500))
        .thenNothing();
  }

  @Test
  void aFirstReportConfirmsWhenThereWasNoneBefore() {
    BootMarker first = new BootMarker("boot-1", noonPlus(40), 6);
    rebooting(CANARY, BootMarker.absent(5))
        .when(CANARY.poll(noonPlus(45), first))
        .then(CANARY.confirmed(noonPlus(45), first, 200));
  }

  @Test
  void aMarkerThatIsStillAbsentDecidesNothing() {
    rebooting(CANARY, BootMarker.absent(5))
        .when(CANARY.poll(noonPlus(45), BootMarker.absent(6)))
        .thenNothing();
  }

  @ParameterizedTest
  @EnumSource(ConfirmBy.class)
  void aMarkerThatIsNowAbsentMeansTheTwinWasReset(ConfirmBy confirm) {
    RebootFixture pump = CANARY.under(callOptions -> callOptions.confirm(confirm));
    rebooting(pump, OLD).when(pump.poll(noonPlus(45), BootMarker.absent(99))).thenNothing();
  }

  @ParameterizedTest
  @EnumSource(ConfirmBy.class)
  void aSmallerSectionVersionMeansTheTwinWasReset(ConfirmBy confirm) {
    RebootFixture pump = CANARY.under(callOptions -> callOptions.confirm(confirm));
    BootMarker reset = new BootMarker("boot-42 " + pump.call(), noonPlus(40), 69);
    rebooting(pump, OLD).when(pump.poll(noonPlus(45), reset)).thenNothing();
  }

  @Test
  void theSectionVersionMayStayTheSame() {
    BootMarker sameVersion = new BootMarker("boot-42", noonPlus(40), OLD.sectionVersion());
    rebooting(CANARY, OLD)
        .when(CANARY.poll(noonPlus(45), sameVersion))
        .then(CANARY.confirmed(noonPlus(45), sameVersion, 200));
  }

  @Test
  void aHigherSectionVersionAloneProvesNothing() {
    BootMarker busy = new BootMarker(OLD.value(), OLD.lastUpdated(), 99);
    rebooting(CANARY, OLD).when(CANARY.poll(noonPlus(45), busy)).thenNothing();
  }

  @Test
  void theSameValueReportedAgainProvesNothing() {
    rebooting(CANARY, OLD).when(CANARY.poll(noonPlus(45), SAME_VALUE_LATER_STAMP)).thenNothing();
  }

  @Test
  void theSameValueReportedAgainConfirmsByStamp() {
    RebootFixture constant = CANARY.under(callOptions -> callOptions.confirm(ConfirmBy.STAMP));
    rebooting(constant, OLD)
        .when(constant.poll(noonPlus(45), SAME_VALUE_LATER_STAMP))
        .then(constant.confirmed(noonPlus(45), SAME_VALUE_LATER_STAMP, 200));
  }

  @ParameterizedTest
  @EnumSource(ConfirmBy.class)
  void nothingConfirmsWithoutALaterStampOfTheHub(ConfirmBy confirm) {
    RebootFixture pump = CANARY.under(callOptions -> callOptions.confirm(confirm));
    rebooting(pump, OLD).when(pump.poll(noonPlus(45), OTHER_VALUE_SAME_STAMP)).thenNothing();
  }

  @ParameterizedTest
  @EnumSource(ConfirmBy.class)
  void aValueWithoutAStampProvesNothing(ConfirmBy confirm) {
    RebootFixture pump = CANARY.under(callOptions -> callOptions.confirm(confirm));
    BootMarker unstamped = new BootMarker("boot-42 " + pump.call(), null, 71);
    rebooting(pump, OLD).when(pump.poll(noonPlus(45), unstamped)).thenNothing();
  }

  @Test
  void byEchoTheValueMustCarryTheCallsId() {
    RebootFixture echoing = CANARY.under(callOptions -> callOptions.confirm(ConfirmBy.ECHO));
    BootMarker echo = new BootMarker("done " + echoing.call(), noonPlus(40), 71);

    rebooting(echoing, OLD).when(echoing.poll(noonPlus(45), NEW)).thenNothing();
    rebooting(echoing, OLD)
        .when(echoing.poll(noonPlus(45), echo))
        .then(echoing.confirmed(noonPlus(45), echo, 200));
  }

  @Test
  void aPollForAnotherStepProvesNothing() {
    rebooting(CANARY, OLD).when(GATEWAYS.poll(noonPlus(45), NEW)).thenNothing();
  }

  @Test
  void aPollForAnotherRunProvesNothing() {
    rebooting(CANARY, OLD).when(NEXT_RUN.poll(noonPlus(45), NEW)).thenNothing();
  }

  @Test
  void aPollOfASettledDeviceDecidesNothing() {
    given(
            CANARY.intended(NOON, OLD),
            CANARY.accepted(noonPlus(1)),
            CANARY.confirmed(noonPlus(45), NEW))
        .when(CANARY.poll(noonPlus(50), new BootMarker("boot-43", noonPlus(49), 72)))
        .thenNothing();
  }

  @Test
  void aPollOfANewDeviceDecidesNothing() {
    given().when(CANARY.poll(NOON, NEW)).thenNothing();
  }

  private static RebootSpecification rebooting(RebootFixture pump, BootMarker before) {
    return given(pump.intended(NOON, before), pump.accepted(noonPlus(1)));
  }
}
