package org.fleetreboot.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants are written and read as the JDK does it. */
class InstantTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2026-11-30T22:01:02.100Z",
        "2026-11-30T22:01:02.123456Z",
        "2026-11-30T22:01:02.000000001Z",
        "2024-02-29T23:59:59.999Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "-1000000000-01-01T00:00:00Z"
      })
  void theTextIsTheOneOfTheJdk(String text) {
    Instant instant = Instant.parse(text);

    assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
    assertThat(InstantText.parse(text)).isEqualTo(instant);
  }

  @Test
  void anyInstantComesBackAsItWas() {
    SplittableRandom random = new SplittableRandom(20261130);
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-70_000_000_000L, 300_000_000_000L);
      Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));

      assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
      assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "noon", "2026-11-30", "2026-13-01T00:00:00Z", "2026-11-30T22:01:02"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
