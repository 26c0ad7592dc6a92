package org.fleetreboot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TargetsBenchTest {

  /** The long version is a command: {@code ./fleet-reboot bench targets --runs 500}. */
  @Test
  void exactlyTheIntendedDevicesAreCalledOnceHoweverTheRunIsStarted() throws Exception {
    Map<String, Object> figures =
        new TargetsBench().run(Options.parse(List.of("--runs", "12", "--seed", "7")));
    assertThat(figures.get("calls")).asInstanceOf(InstanceOfAssertFactories.LONG).isPositive();
    assertThat(figures.get("by"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Integer.class))
        .containsKeys("file", "message", "HTTP targets", "HTTP body")
        .anySatisfy((how, runs) -> assertThat(how).startsWith("start "));
  }
}
