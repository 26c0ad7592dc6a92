package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutOptionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void refusesToHaveNobodyInFlight() {
    assertThat(options(1, SECOND, SECOND, 1, null).maxInFlight()).isEqualTo(1);
    assertThatThrownBy(() -> options(0, SECOND, SECOND, 1, null))
        .hasMessage("maxInFlight is 0; give 1 or more.");
  }

  @Test
  void refusesASampleOfNone() {
    assertThatThrownBy(() -> options(1, SECOND, SECOND, 0, null))
        .hasMessage("minSample is 0; give 1 or more.");
  }

  @Test
  void refusesToLookBackOrWithoutAPause() {
    assertThat(options(1, Duration.ZERO, Duration.ofMillis(1), 1, null).firstLook()).isZero();
    assertThatThrownBy(() -> options(1, Duration.ofMillis(-1), SECOND, 1, null))
        .hasMessage("firstLook is PT-0.001S and lookEvery PT1S; give 0 s and 1 ms up.");
    assertThatThrownBy(() -> options(1, SECOND, Duration.ZERO, 1, null))
        .hasMessage("firstLook is PT1S and lookEvery PT0S; give 0 s and 1 ms up.");
  }

  @Test
  void refusesAWindowThatEndsBeforeAnybodyCouldConfirm() {
    assertThat(options(1, SECOND, SECOND, 1, "01:00-01:11 UTC").window()).isNotNull();
    assertThatThrownBy(() -> options(1, SECOND, SECOND, 1, "Sat 01:00-01:10 UTC"))
        .hasMessage(
            "The window Sat 01:00-01:10 UTC leaves no time for a call: the last one goes out"
                + " confirmWithin, PT10M, before its end. Widen the window, or shorten"
                + " confirmWithin.");
  }

  private static RolloutOptions options(
      int maxInFlight,
      Duration firstLook,
      Duration lookEvery,
      int minSample,
      @Nullable String window) {
    RolloutOptions usual = RolloutOptions.DEFAULT;
    return new RolloutOptions(
        usual.terms(),
        maxInFlight,
        firstLook,
        lookEvery,
        usual.maxFailed(),
        usual.maxOffline(),
        minSample,
        usual.allowEmpty(),
        window == null ? null : MaintenanceWindow.parse(window));
  }
}
