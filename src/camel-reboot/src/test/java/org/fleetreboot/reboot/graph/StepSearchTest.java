package org.fleetreboot.reboot.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;

class StepSearchTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final CallGraph graph = new CallGraph(camel);
  private final List<String> walked = new ArrayList<>();
  private final StepSearch<String> steps =
      new StepSearch<>(
          camel,
          uri -> {
            walked.add(uri);
            return graph.callsBehind(uri);
          });

  @Test
  void theWayIsWalkedOnceAsLongAsTheRoutesAreTheSame() throws Exception {
    assertThat(steps.step("direct:ring")).isNull();
    assertThat(steps.step("direct:ring")).isNull();
    assertThat(walked).containsExactly("direct:ring");

    RouteDefinition ring = new RouteDefinition();
    ring.from("direct:ring").to("reboot:group/ring").id("ring-g");
    camel.addRouteDefinition(ring);
    assertThat(steps.step("direct:ring")).isEqualTo("ring-g");
    assertThat(steps.step("direct:ring")).isEqualTo("ring-g");
    assertThat(walked).hasSize(2);

    camel.removeRouteDefinition(ring);
    assertThat(steps.step("direct:ring")).isNull();
  }
}
