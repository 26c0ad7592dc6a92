package org.fleetreboot.workflow.options;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No option of a group is so long that an instant plus it overflows: it would break the rules in
 * the middle of a run, and again at every start.
 */
class DurationRangeTest {
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  static Stream<Arguments> options() {
    CallOptions callOptions = CallOptions.DEFAULT;
    return Stream.of(
        option("firstPoll", () -> new PollOptions(FOR_EVER, Duration.ofSeconds(1), true)),
        option("pollEvery", () -> new PollOptions(Duration.ofSeconds(1), FOR_EVER, true)),
        option("waitWithin", () -> new OfflinePolicy(OfflinePolicy.Offline.WAIT, FOR_EVER, null)),
        option("holdAfterConfirm", () -> new Pace(new Limit(1, false), null, null, null, FOR_EVER)),
        option(
            "confirmWithin",
            () -> new CallOptionsChange(callOptions).confirmWithin(FOR_EVER).callOptions()),
        option(
            "unlessRebootedWithin",
            () -> new CallOptionsChange(callOptions).unlessRebootedWithin(FOR_EVER).callOptions()),
        option("stayUp", () -> new CallOptionsChange(callOptions).stayUp(FOR_EVER).callOptions()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void isRefusedForEver(String option, ThrowingCallable given) {
    assertThatThrownBy(given)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " is 106751991167300 days")
        .hasMessageContaining("; give ");
  }

  private static Arguments option(String name, ThrowingCallable given) {
    return Arguments.of(name, given);
  }
}
