package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochNanosTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30T12:00:00.123456789Z",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "1677-09-21T00:12:43.145224193Z",
        "2262-04-11T23:47:16.854775807Z"
      })
  void anInstantIsTheSameAfterwards(String text) {
    Instant instant = Instant.parse(text);

    assertThat(EpochNanos.instant(EpochNanos.of(instant))).isEqualTo(instant);
  }

  @Test
  void anInstantOutsideCountsAsTheFirstOrTheLast() {
    assertThat(EpochNanos.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE + 1);
    assertThat(EpochNanos.of(Instant.parse("2262-04-11T23:47:16.854775808Z")))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(EpochNanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void noInstantStaysNone() {
    assertThat(EpochNanos.nullable(EpochNanos.ofNullable(null))).isNull();
  }
}
