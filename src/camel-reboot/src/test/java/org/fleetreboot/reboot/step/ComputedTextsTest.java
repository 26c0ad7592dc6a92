package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fleetreboot.reboot.run.RebootRunEndpoint;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text in an address that an expression or a setting gives is used as it is written, or not. */
class ComputedTextsTest {
  private static final String TEXT = "a + unit%41";

  private final RouteRunner routes =
      new RouteRunner(new FakeEngine())
          .property("run", "reboot-run:other")
          .property("asked", "reboot-run:other?by=" + TEXT);

  @AfterEach
  void stop() {
    routes.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enrich: { constant: \"reboot-run:other?by=a + unit%41\" }",
        "enrich: { expression: { simple: { expression: \"reboot-run:other?by=a + unit%41\" } } }",
        "recipientList: { constant: \"reboot-run:other?by=a + unit%41\" }",
        "routingSlip: { simple: \"reboot-run:other?by=a + unit%41\" }",
        "toD: { uri: \"reboot-run:other\", parameters: { by: \"a + unit%41\" } }",
        "to: { uri: \"{{asked}}\" }",
        "to: \"{{asked}}\"",
        "to: { uri: \"{{run}}\", parameters: { by: \"a + unit%41\" } }",
        "enrich: { constant: \"{{asked}}\" }",
      })
  void itArrivesAsItIsWritten(String node) {
    assertThat(used(node)).containsExactly(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "toD: { uri: \"iothub:queryTwins\", parameters: { query: \"deviceId = '${body}'\" } }",
        "toD: \"iothub:queryTwins?query=deviceId = '${body}'\"",
        "wireTap: { uri: \"iothub:queryTwins?query=deviceId = '${body}'\" }",
        "enrich: { simple: \"iothub:queryTwins?query=deviceId = '${body}'\" }",
      })
  void oneThatAMessageGivesIsRefusedWithTheLine(String node) {
    assertThatThrownBy(() -> used(node))
        .hasStackTraceContaining("line 5")
        .hasStackTraceContaining("write `to`, and pass the text in a header");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recipientList: { constant: \"direct:a,iothub:queryTwins?query=deviceId = 'unit%41'\" }",
        "routingSlip: { constant: \"iothub:queryTwins?query=deviceId IN ['a','b']\" }",
      })
  void oneThatAListOfAddressesWouldCutIsRefused(String node) {
    assertThatThrownBy(() -> used(node))
        .hasStackTraceContaining("write each address as `to`, in a `multicast`");
  }

  /** The texts of the endpoints that the node has made, once a message has passed. */
  private List<String> used(String node) {
    routes.start(
        """
        - route:
            from:
              uri: direct:in
              steps:
                - %s
        """
            .formatted(node));
    routes.template().send("direct:in", exchange -> {});
    return routes.context().getEndpoints().stream()
        .filter(RebootRunEndpoint.class::isInstance)
        .map(endpoint -> ((RebootRunEndpoint) endpoint).getBy())
        .toList();
  }
}
