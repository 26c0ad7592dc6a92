package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.junit.jupiter.api.Test;

/** A chain is tested as any route is: with Camel's own support for tests. */
class RebootTestSupportTest extends CamelTestSupport {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final FakeEngine engine = new FakeEngine();

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("engine", engine);
    registry.bind("iothub", new InMemoryHub("pump-1"));
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("reboot-run:nightly")
            .routeId("nightly")
            .to("reboot:group/pumps?query=tags.role='pump'")
            .id("nightly-pumps")
            .to("mock:done");
      }
    };
  }

  @Override
  public void configureContext(CamelContextConfiguration configuration) {
    super.configureContext(configuration);
    configuration.withShutdownTimeout(1); // What waits in a step stays there.
  }

  @Test
  void aChainGoesOnWhenItsGroupIsSettled() throws Exception {
    MockEndpoint done = getMockEndpoint("mock:done");
    done.expectedHeaderReceived(RebootConstants.STEP_RESULT, "succeeded");
    done.setResultWaitTime(PATIENCE.toMillis());

    template.sendBody("reboot-run:nightly?runId=night-1", null);
    await().atMost(PATIENCE).until(() -> engine.steps().asked.size() == 1);
    assertThat(done.getReceivedCounter()).isZero();
    engine.steps().asked.get(0).succeed();

    done.assertIsSatisfied();
  }

  @Test
  void aStepCanBeReplacedLikeAnyNode() throws Exception {
    AdviceWith.adviceWith(
        context, "nightly", route -> route.weaveById("nightly-pumps").replace().to("mock:pumps"));
    MockEndpoint pumps = getMockEndpoint("mock:pumps");
    pumps.expectedBodiesReceived("pump-1");
    pumps.setResultWaitTime(PATIENCE.toMillis());

    template.sendBody("reboot-run:nightly?runId=night-1", "pump-1");

    pumps.assertIsSatisfied();
    await().atMost(PATIENCE).until(() -> engine.runs().ended.containsKey("night-1"));
    assertThat(engine.steps().asked).isEmpty();
  }
}
