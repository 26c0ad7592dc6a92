package org.fleetreboot.reboot.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;

class CallGraphTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final CallGraph graph = new CallGraph(camel);

  @Test
  void anAddressThatAMessageCompletesLeadsToRoutesByAGuessOnly() throws Exception {
    camel.addRouteDefinition(route("direct:ring", "reboot:group/ring"));
    camel.addRouteDefinition(route("seda:audit", "mock:audit"));
    RouteDefinition computing = new RouteDefinition();
    computing.from("timer:any").toD("direct:${header.where}");

    assertThat(graph.callsOf(computing))
        .extracting(CallGraph.Call::uri)
        .containsExactly("direct:${header.where}");
    assertThat(graph.guessing().callsOf(computing))
        .extracting(CallGraph.Call::uri)
        .containsExactly("direct:${header.where}", "reboot:group/ring");
  }

  @Test
  void theGraphEndsWhereAnotherChainBegins() throws Exception {
    camel.addRouteDefinition(route("reboot-run:report", "reboot:group/report"));

    assertThat(graph.callsOf(route("direct:report", "reboot-run:report?runId=r2")))
        .extracting(CallGraph.Call::address)
        .containsExactly(EndpointAddress.ofChain("report"));
  }

  private static RouteDefinition route(String from, String to) {
    RouteDefinition route = new RouteDefinition();
    route.from(from).to(to);
    return route;
  }
}
