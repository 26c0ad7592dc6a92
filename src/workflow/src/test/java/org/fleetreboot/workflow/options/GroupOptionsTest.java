package org.fleetreboot.workflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.fleetreboot.workflow.group.Nightly;
import org.junit.jupiter.api.Test;

class GroupOptionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void refusesZeroDevicesInFlight() {
    assertThat(inFlight("1").mostInFlight(500)).isEqualTo(1);
    assertThatThrownBy(() -> inFlight("0"))
        .hasMessage("maxInFlight is 0; give 1 or more, or a percentage above 0%.");
    assertThatThrownBy(() -> inFlight("0%"))
        .hasMessage("maxInFlight is 0%; give 1 or more, or a percentage above 0%.");
  }

  @Test
  void aPercentageInFlightRefersToTheGroupAndAllowsAtLeastOne() {
    assertThat(inFlight("5%").mostInFlight(400)).isEqualTo(20);
    assertThat(inFlight("5%").mostInFlight(401)).isEqualTo(21);
    assertThat(inFlight("5%").mostInFlight(3)).isEqualTo(1);
    assertThat(inFlight("5%").mostInFlight(0)).isEqualTo(1);
    assertThat(inFlight("100%").mostInFlight(7)).isEqualTo(7);
  }

  @Test
  void aPercentageThatIsDownRoundsDownAndAllowsAtLeastOne() {
    assertThat(down("10%").mostDown(20)).isEqualTo(2);
    assertThat(down("10%").mostDown(29)).isEqualTo(2);
    assertThat(down("10%").mostDown(5)).isEqualTo(1);
    assertThat(down("3").mostDown(2)).isEqualTo(3);
    assertThatThrownBy(() -> down("0%"))
        .hasMessage("maxDown is 0%; give 1 or more, or a percentage above 0%.");
  }

  @Test
  void refusesAnEmptySample() {
    assertThatThrownBy(() -> Nightly.stoppingAt("5%", "100%", 0))
        .hasMessage("minSample is 0; give 1 or more.");
  }

  @Test
  void refusesNegativeOrZeroIntervals() {
    assertThat(
            PollOptions.DEFAULT
                .with()
                .firstPoll(Duration.ZERO)
                .pollEvery(Duration.ofMillis(1))
                .build()
                .firstPoll())
        .isZero();
    assertThatThrownBy(
            () ->
                PollOptions.DEFAULT
                    .with()
                    .firstPoll(Duration.ofMillis(-1))
                    .pollEvery(SECOND)
                    .build())
        .hasMessage("firstPoll is -1 ms; give 0 s to 7 days.");
    assertThatThrownBy(
            () -> PollOptions.DEFAULT.with().firstPoll(SECOND).pollEvery(Duration.ZERO).build())
        .hasMessage("pollEvery is 0 s; give 1 ms to 7 days.");
  }

  @Test
  void refusesAWindowThatEndsBeforeAnybodyCouldConfirm() {
    assertThat(in("01:00-01:11 UTC").window()).isNotNull();
    assertThatThrownBy(() -> in("Sat 01:00-01:10 UTC"))
        .hasMessage(
            "The window Sat 01:00-01:10 UTC leaves no time for a call: the last one goes out"
                + " confirmWithin, 10 min, before its end. Widen the window, or shorten"
                + " confirmWithin.");
  }

  private static Pace inFlight(String most) {
    return Pace.inFlight(Limit.parse(most));
  }

  private static Pace down(String most) {
    return Pace.inFlight(Limit.parse("10")).with().maxDown(Limit.parse(most)).build();
  }

  private static GroupOptions in(String window) {
    return GroupOptions.DEFAULT.with(
        new WindowRule(MaintenanceWindow.parse(window), WindowRule.End.SKIP));
  }
}
