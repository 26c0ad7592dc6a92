package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.fleetreboot.workflow.run.RunOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {
  @Test
  void hasAWord() {
    assertThat(Arrays.stream(Outcome.values()).map(Outcome::word))
        .containsExactly(
            "confirmed",
            "rejected",
            "offline",
            "not-confirmed",
            "unknown",
            "failed",
            "skipped",
            "cancelled");
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void isFoundByItsWord(Outcome outcome) {
    assertThat(Outcome.ofWord(outcome.word())).isEqualTo(outcome);
  }

  @Test
  void refusesOtherWords() {
    assertThatThrownBy(() -> Outcome.ofWord("CONFIRMED"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown outcome 'CONFIRMED'");
  }

  @Test
  void aRunsOutcomeHasAWordToo() {
    assertThat(Arrays.stream(RunOutcome.values()).map(RunOutcome::word))
        .containsExactly("completed", "failed", "cancelled", "skipped");
  }
}
