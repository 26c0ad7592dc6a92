package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormatTest {

  @ParameterizedTest
  @CsvSource({
    "PT9.4S, 9 s",
    "PT2M5S, 2 min 5 s",
    "PT10M, 10 min",
    "PT3H20M59S, 3 h 20 min",
    "P7D, 7 days",
    "PT-3S, 0 s"
  })
  void whatIsToldRoughlyIsToldToTheSecondOrTheMinute(Duration time, String words) {
    assertThat(DurationFormat.about(time)).isEqualTo(words);
  }
}
