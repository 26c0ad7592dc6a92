package org.fleetreboot.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePlaceTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "direct:ring",
        "direct://ring?timeout=5",
        "reboot:group/ring?approval=direct:ring&key=a",
        "reboot:group/ring?key=a&approval=direct:ring",
      })
  void anEndpointIsNamedByItsWholeAddress(String uri) throws Exception {
    RouteDefinition route = new RouteDefinition();
    route.from("timer:any").to("direct:ring-south").to("direct:ring/south").to(uri);
    for (int at = 0; at < route.getOutputs().size(); at++) {
      route.getOutputs().get(at).setLocation("file:none/chain.yaml");
      route.getOutputs().get(at).setLineNumber(at + 10);
    }
    camel.addRouteDefinition(route);

    assertThat(RoutePlace.naming(camel, "direct:ring"))
        .contains(new RoutePlace(Path.of("none/chain.yaml"), 12, null));
  }
}
