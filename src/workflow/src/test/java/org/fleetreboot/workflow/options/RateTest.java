package org.fleetreboot.workflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  @ParameterizedTest
  @CsvSource({"5/s, 5", "30/m, 0.5", "7200/h, 2", "0.5/s, 0.5"})
  void convertsToCallsPerSecond(String rate, double perSecond) {
    assertThat(Rate.parse(rate).perSecond()).isEqualTo(perSecond, Offset.offset(1e-9));
    assertThat(Rate.parse(rate)).hasToString(rate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "10/d", "ten/m", "-1/m", "10 per minute", "99999999/s"})
  void refusesAnythingElseWithAnExample(String text) {
    assertThatThrownBy(() -> Rate.parse(text))
        .hasMessage("invalid rate '%s'; use 5/s, 10/m or 200/h.", text);
  }

  @Test
  void refusesNone() {
    assertThatThrownBy(() -> Rate.parse("0/m")).hasMessage("rate is 0.0; give more than 0.");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "99, 1", "100, 1.5", "250, 2.25", "1000000, 1000000"})
  void growsEachTimeThatManyMoreAreConfirmed(int confirmed, double factor) {
    assertThat(RateGrowth.parse("50% after 100").factor(confirmed)).isEqualTo(factor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50 after 100", "50%", "-50% after 100", "double after 100"})
  void refusesAnyOtherGrowthWithAnExample(String text) {
    assertThatThrownBy(() -> RateGrowth.parse(text))
        .hasMessage("invalid rate growth '%s'; use a form like 50%% after 100.", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0% after 100", "1001% after 100", "50% after 0"})
  void refusesAGrowthOfZero(String text) {
    assertThatThrownBy(() -> RateGrowth.parse(text)).hasMessageContaining("give 1 to 1000%");
  }

  @Test
  void growthNeedsARate() {
    assertThatThrownBy(
            () ->
                Pace.inFlight(new Limit(10, false))
                    .with()
                    .rateGrowth(RateGrowth.parse("50% after 100"))
                    .build())
        .hasMessage(
            "rateGrowth is 50% after 100, but there is no rate to grow: name one like 10/m.");
  }
}
