package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Tally TALLY =
      Tally.EMPTY
          .plus(Outcome.CONFIRMED)
          .plus(Outcome.CONFIRMED)
          .plus(Outcome.REJECTED)
          .plus(Outcome.OFFLINE);

  @Test
  void countsOutcomes() {
    assertThat(TALLY.counts())
        .isEqualTo(Map.of(Outcome.CONFIRMED, 2, Outcome.REJECTED, 1, Outcome.OFFLINE, 1));
    assertThat(TALLY.of(Outcome.CONFIRMED)).isEqualTo(2);
    assertThat(TALLY.of(Outcome.SKIPPED)).isZero();
    assertThat(TALLY.settled()).isEqualTo(4);
    assertThat(TALLY.failed()).isEqualTo(1);
  }

  @Test
  void addsUp() {
    Tally other = new Tally(Map.of(Outcome.CONFIRMED, 3, Outcome.SKIPPED, 5));
    assertThat(TALLY.plus(other).counts())
        .isEqualTo(
            Map.of(
                Outcome.CONFIRMED, 5, Outcome.REJECTED, 1, Outcome.OFFLINE, 1, Outcome.SKIPPED, 5));
    assertThat(TALLY.plus(Tally.EMPTY)).isEqualTo(TALLY);
  }

  @Test
  void itsTextNamesWhatOccurredInTheOrderOfTheOutcomes() {
    assertThat(TALLY.text()).isEqualTo("2 confirmed, 1 rejected, 1 offline");
    assertThat(TALLY.byWord().keySet()).containsExactly("confirmed", "rejected", "offline");
    assertThat(new Tally(Map.of(Outcome.OFFLINE, 0)).text()).isEqualTo("none settled");
  }
}
