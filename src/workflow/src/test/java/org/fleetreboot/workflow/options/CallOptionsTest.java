package org.fleetreboot.workflow.options;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"rebootDevice", "reboot-device_1", "r"})
  void acceptsAMethodName(String name) {
    assertThatCode(() -> callOptions(change -> change.method(name))).doesNotThrowAnyException();
    assertThatCode(() -> callOptions(change -> change.method("x".repeat(128))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "reboot device", "$reboot", "a.b"})
  void refusesWhatIotHubDoesNotAcceptAsAMethodName(String name) {
    assertThatThrownBy(() -> callOptions(change -> change.method(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "invalid method name '%s'; use 1 to 128 characters without $, dot or space.", name);
    assertThatThrownBy(() -> callOptions(change -> change.method("x".repeat(129))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTheLimitsOfIotHub() {
    accepts(change -> change.responseTimeout(Duration.ofSeconds(5)));
    accepts(change -> change.responseTimeout(Duration.ofMinutes(5)));
    refuses(
        change -> change.responseTimeout(Duration.ofMillis(4_999)),
        "responseTimeout is 4 s 999 ms; give 5 s to 5 min.");
    refuses(
        change -> change.responseTimeout(Duration.ofMillis(300_001)),
        "responseTimeout is 5 min 1 ms; give 5 s to 5 min.");
    accepts(change -> change.connectTimeout(Duration.ZERO));
    accepts(change -> change.connectTimeout(Duration.ofMinutes(5)));
    refuses(
        change -> change.connectTimeout(Duration.ofSeconds(-1)),
        "connectTimeout is -1 s; give 0 s to 5 min.");
    refuses(
        change -> change.connectTimeout(Duration.ofSeconds(301)),
        "connectTimeout is 5 min 1 s; give 0 s to 5 min.");
  }

  @Test
  void keepsItsOwnLimits() {
    accepts(change -> change.confirmWithin(Duration.ofSeconds(1)));
    accepts(change -> change.confirmWithin(Duration.ofDays(7)));
    refuses(
        change -> change.confirmWithin(Duration.ZERO), "confirmWithin is 0 s; give 1 s to 7 days.");
    accepts(change -> change.attempts(1));
    accepts(change -> change.attempts(100));
    refuses(change -> change.attempts(0), "attempts is 0; give 1 to 100.");
    refuses(change -> change.attempts(101), "attempts is 101; give 1 to 100.");
    accepts(change -> change.unlessRebootedWithin(Duration.ofSeconds(1)));
    refuses(
        change -> change.unlessRebootedWithin(Duration.ZERO),
        "unlessRebootedWithin is 0 s; give 1 ms to 366 days.");
  }

  private static void accepts(UnaryOperator<CallOptionsBuilder> change) {
    assertThatCode(() -> callOptions(change)).doesNotThrowAnyException();
  }

  private static void refuses(UnaryOperator<CallOptionsBuilder> change, String message) {
    assertThatThrownBy(() -> callOptions(change))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static CallOptions callOptions(UnaryOperator<CallOptionsBuilder> change) {
    return change.apply(CallOptions.DEFAULT.with()).build();
  }
}
