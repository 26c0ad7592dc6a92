package org.fleetreboot.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2026-10-01, 2026-09-30T22:00:00Z",
    "2026-11-01, 2026-10-31T23:00:00Z",
    "2026-10-01T02:30, 2026-10-01T00:30:00Z",
    "2026-10-01T02:30:15, 2026-10-01T00:30:15Z",
    "2026-10-01T02:30:00Z, 2026-10-01T02:30:00Z",
    "2026-10-01T02:30:00-05:00, 2026-10-01T07:30:00Z",
    "30d, 2026-10-31T12:00:00Z",
    "800d, 2024-09-21T12:00:00Z",
    "1d12h, 2026-11-29T00:00:00Z",
    "90m, 2026-11-30T10:30:00Z",
    "45s, 2026-11-30T11:59:15Z",
  })
  void aTimeIsADateATimeOrHowLongAgo(String text, Instant time) {
    assertThat(PastTime.parse(text, NOW, PARIS)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "yesterday", "30", "30 d", "-1d", "2026-13-01", "2026-10", "1d2d"})
  void anythingElseIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> PastTime.parse(text, NOW, PARIS))
        .hasMessage("invalid time '" + text + "'; use " + PastTime.EXAMPLES);
  }
}
