package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeNotationTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "10s, PT10S",
    "1h30m, PT1H30M",
    "2d, PT48H",
    "1m500ms, PT1M0.5S",
    "1500, PT1.5S",
    "0, PT0S",
    "PT10M, PT10M",
    "366d, PT8784H"
  })
  void aTimeIsReadAsOneWritesIt(String text, Duration time) {
    assertThat(TimeNotation.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"367d", "999999999d", "999999999999999", "P99999999999999D"})
  void nobodyWaitsForLongerThanAYear(String text) {
    assertThatThrownBy(() -> TimeNotation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is longer than a year.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "soon",
        "10x",
        "5S",
        "-5s",
        "-1",
        "10 s",
        "1m1h",
        "10minutes",
        "1.5s",
        "s10",
        "9999999999d",
        "9999999999999999",
        "PT-1S"
      })
  void whatMeansNoTimeIsNeverTakenForZero(String text) {
    assertThatThrownBy(() -> TimeNotation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("invalid duration '" + text + "'; use a time like 250ms, 10s or 1h30m.");
  }
}
