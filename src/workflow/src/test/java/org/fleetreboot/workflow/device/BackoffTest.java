package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    // failures, jitter, delay: from half to all of 2 s, 4 s, 8 s ... 5 min
    "1, 0.0, PT1S",
    "1, 0.5, PT1.5S",
    "2, 0.0, PT2S",
    "3, 0.0, PT4S",
    "8, 0.0, PT2M8S",
    "9, 0.0, PT2M30S",
    "2147483647, 0.0, PT2M30S"
  })
  void doublesUpToItsMost(int failures, double jitter, Duration delay) {
    assertThat(Backoff.DEFAULT.after(failures, jitter)).isEqualTo(delay);
  }

  @Property(seed = "2026", tries = 500)
  void staysBetweenHalfItsBaseAndItsMost(
      @ForAll @IntRange(min = 1) int failures, @ForAll @DoubleRange(max = 0.99) double jitter) {
    assertThat(Backoff.DEFAULT.after(failures, jitter))
        .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
  }
}
