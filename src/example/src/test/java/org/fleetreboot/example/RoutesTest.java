package org.fleetreboot.example;

import java.util.List;
import java.util.Map;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.fleetreboot.reboot.RebootConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes alone, without a hub and an engine: what is around the steps is tested like this. */
class RoutesTest extends CamelTestSupport {
  private static final String TICKET =
      "{\"ticket\": \"t-17\", \"devices\": [\"pump-1\", \"pump-2\"]}";

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseAdviceWith(true);
  }

  @Override
  protected RoutesBuilder[] createRouteBuilders() throws Exception {
    ExtendedCamelContext camel = context.getCamelContextExtension();
    Resource routes =
        camel
            .getContextPlugin(ResourceLoader.class)
            .resolveResource("classpath:routes/maintenance.yaml");
    return camel
        .getContextPlugin(RoutesLoader.class)
        .findRoutesBuilders(routes)
        .toArray(RoutesBuilder[]::new);
  }

  @BeforeEach
  void replaceWhatIsAroundThem() throws Exception {
    AdviceWith.adviceWith(
        context,
        "tickets",
        route -> {
          route.replaceFromWith("direct:tickets");
          route.weaveByToUri("reboot-run:*").replace().to("mock:runs");
        });
    AdviceWith.adviceWith(
        context,
        "maintenance",
        route -> {
          route.replaceFromWith("direct:maintenance");
          route.weaveById("maintenance-devices").replace().to("mock:devices");
          route.weaveByToUri("file:*").replace().to("mock:reports");
        });
    context.start();
  }

  @Test
  void aTicketIsOneRunUnderItsNumber() throws Exception {
    MockEndpoint runs = getMockEndpoint("mock:runs");
    runs.expectedBodiesReceived(TICKET);
    runs.expectedHeaderReceived(RebootConstants.RUN_ID, "t-17");

    template.sendBody("direct:tickets", TICKET);

    runs.assertIsSatisfied();
  }

  @Test
  void theGroupIsTheDevicesOfTheTicketAndItsOutcomeIsTheReport() throws Exception {
    MockEndpoint devices = getMockEndpoint("mock:devices");
    devices.expectedMessageCount(1);
    devices.expectedMessagesMatches(
        exchange -> List.of("pump-1", "pump-2").equals(exchange.getMessage().getBody()));
    devices.whenAnyExchangeReceived(
        exchange -> exchange.getMessage().setBody(Map.of("result", "succeeded")));
    MockEndpoint reports = getMockEndpoint("mock:reports");
    reports.expectedMessageCount(1);
    reports.message(0).body(String.class).isEqualTo("{\"result\":\"succeeded\"}");

    template.sendBody("direct:maintenance", TICKET);

    MockEndpoint.assertIsSatisfied(context);
  }
}
