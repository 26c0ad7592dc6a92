package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

  @ParameterizedTest
  @CsvSource({"1, 50, 100", "2, 100, 200", "4, 400, 800", "9, 5000, 10000", "200, 5000, 10000"})
  void waitsDoubleUpToTheLongestAndLoseAtMostHalf(int attempt, long shortest, long longest) {
    SplittableRandom random = new SplittableRandom(7);

    for (int i = 0; i < 100; i++) {
      assertThat(BackOff.LIKE_THE_SDK.after(attempt, random))
          .isBetween(Duration.ofMillis(shortest), Duration.ofMillis(longest));
    }
  }
}
