package org.fleetreboot.workflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No option of a group is so long that an instant plus it overflows: it would break the rules in
 * the middle of a run, and again at every start.
 */
class DurationRangeTest {
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  /** Each option of a group that is a duration, and the record that has it. */
  static Stream<Arguments> options() {
    return Arrays.stream(GroupOptions.class.getRecordComponents())
        .filter(part -> part.getType().isRecord())
        .flatMap(
            part ->
                Arrays.stream(part.getType().getRecordComponents())
                    .filter(option -> option.getType() == Duration.class)
                    .map(option -> Arguments.of(option.getName(), part)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void isRefusedForEver(String option, RecordComponent part) throws Exception {
    Object defaults = part.getAccessor().invoke(GroupOptions.DEFAULT);
    Object builder = part.getType().getMethod("with").invoke(defaults);
    builder.getClass().getMethod(option, Duration.class).invoke(builder, FOR_EVER);
    Method build = builder.getClass().getMethod("build");
    assertThatThrownBy(() -> build.invoke(builder))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " is 106751991167300 days")
        .hasMessageContaining("; give ");
  }

  @Test
  void findsThem() {
    assertThat(options()).hasSizeGreaterThanOrEqualTo(10);
  }
}
