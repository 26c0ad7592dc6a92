package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.main.Main;
import org.fleetreboot.reboot.step.RebootEndpoint;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void applicationPropertiesSetTheDefaultsOfAllGroups() throws Exception {
    Main main = new Main();
    main.configure().withShutdownTimeout(1);
    main.setDefaultPropertyPlaceholderLocation("false");
    main.addInitialProperty("camel.component.reboot.confirmWithin", "3m");
    main.addInitialProperty("camel.component.reboot.max-failed", "7");
    main.bind("engine", new FakeEngine());
    main.start();
    try {
      RebootEndpoint group =
          main.getCamelContext().getEndpoint("reboot:group/pumps", RebootEndpoint.class);
      assertThat(group.groupOptions().callOptions().confirmWithin()).hasMinutes(3);
      assertThat(group.groupOptions().stop().maxFailed()).hasToString("7");
    } finally {
      main.stop();
    }
  }

  @Test
  void twoRoutesOfOneChainAreRefusedAtTheStart() {
    FakeEngine engine = new FakeEngine();
    try (RouteRunner routes = new RouteRunner(engine)) {
      String chain =
          """
          - route:
              from:
                uri: reboot-run:nightly
                steps:
                  - log: { message: "x" }
          """;
      String again = chain.replace("nightly", "nightly?exchangePattern=InOnly");
      assertThatThrownBy(() -> routes.start(chain, again))
          .hasStackTraceContaining("Two routes begin with reboot-run:nightly");
    }
  }
}
