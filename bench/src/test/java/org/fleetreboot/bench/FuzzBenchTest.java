package org.fleetreboot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class FuzzBenchTest {

  /** The long version is a command: {@code ./fleet-reboot bench fuzz --requests 1000000}. */
  @Test
  void afterAThousandBrokenRequestsAndPacketsTheHubStillServes() throws Exception {
    Map<String, Object> figures =
        new FuzzBench().run(Options.parse(List.of("--requests", "1000", "--seed", "7")));
    assertThat(figures.get("answers"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Integer.class))
        .containsKeys("200", "400", "404")
        .doesNotContainKey("500");
    assertThat(figures.get("connectionsAccepted"))
        .asInstanceOf(InstanceOfAssertFactories.INTEGER)
        .isPositive();
  }
}
