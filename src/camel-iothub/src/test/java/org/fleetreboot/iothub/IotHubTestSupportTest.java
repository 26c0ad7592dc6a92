package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.fleetreboot.iothub.client.MethodCall;
import org.junit.jupiter.api.Test;

/** A route with the component is tested as any route is: with Camel's own support for tests. */
class IotHubTestSupportTest extends CamelTestSupport {
  private final ScriptedClient hub = new ScriptedClient();

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("hub", hub);
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:reboot")
            .routeId("reboot")
            .to("iothub:invokeMethod?methodName=rebootDevice")
            .id("call")
            .to("mock:answers");
      }
    };
  }

  @Test
  void aRouteCallsTheHubThatTheTestBinds() throws Exception {
    MockEndpoint answers = getMockEndpoint("mock:answers");
    answers.expectedBodiesReceived(Map.of("done", true));
    answers.expectedHeaderReceived(IotHubConstants.METHOD_STATUS, 200);

    template.sendBodyAndHeader("direct:reboot", "now", IotHubConstants.DEVICE_ID, "pump-1");

    answers.assertIsSatisfied();
    assertThat(hub.calls).extracting(MethodCall::methodName).containsExactly("rebootDevice");
  }

  @Test
  void theCallCanBeReplacedLikeAnyNode() throws Exception {
    AdviceWith.adviceWith(
        context, "reboot", route -> route.weaveById("call").replace().to("mock:calls"));
    MockEndpoint calls = getMockEndpoint("mock:calls");
    calls.expectedHeaderReceived(IotHubConstants.DEVICE_ID, "pump-1");

    template.sendBodyAndHeader("direct:reboot", "now", IotHubConstants.DEVICE_ID, "pump-1");

    calls.assertIsSatisfied();
    assertThat(hub.calls).isEmpty();
  }
}
