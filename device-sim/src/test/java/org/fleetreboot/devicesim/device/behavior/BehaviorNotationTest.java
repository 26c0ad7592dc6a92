package org.fleetreboot.devicesim.device.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.RebootsInLoop;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviorNotationTest {

  @Test
  void everyBehaviourCanBeWritten() {
    Set<Class<?>> written =
        Stream.of(
                "answers-after 40s",
                "boots-in 2s",
                "loses-answer",
                "never-returns",
                "reboots-in-loop 1m",
                "rejects 409",
                "reports-before-answering",
                "reports-before-going-down",
                "reports-nothing",
                "reports-same-value",
                "stays-connected",
                "stays-offline")
            .map(BehaviorNotation::parse)
            .map(Object::getClass)
            .collect(Collectors.toSet());

    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(DeviceBehavior.class.getPermittedSubclasses()));
  }

  @Test
  void numbersAndTimesAreTakenAsWritten() {
    assertThat(BehaviorNotation.parse("rejects 409")).isEqualTo(new Rejects(409));
    assertThat(BehaviorNotation.parse(" answers-after  40s "))
        .isEqualTo(new AnswersAfter(Duration.ofSeconds(40)));
    assertThat(BehaviorNotation.parse("reboots-in-loop 1m"))
        .isEqualTo(new RebootsInLoop(Duration.ofMinutes(1)));
    assertThat(BehaviorNotation.parse("boots-in 150ms..2s"))
        .isEqualTo(new BootsIn(Duration.ofMillis(150), Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "explodes",
        "rejects",
        "rejects x",
        "loses-answer 2s",
        "boots-in 2",
        "boots-in 1s 2s"
      })
  void anythingElseIsRefusedWithWhatCanBeWritten(String text) {
    assertThatThrownBy(() -> BehaviorNotation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'" + text + "'", "loses-answer", "rejects STATUS");
  }
}
