package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggersAtRestTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "quartz:nightly",
        "file:inbox",
        "timer:poll",
        "timer://trigger?period=1000",
        "jms:q"
      })
  void whatBeginsRunsByItselfIsATrigger(String uri) {
    assertThat(isTrigger(route(uri, "reboot-run:nightly"))).isTrue();
    assertThat(isTrigger(route(uri, "log:seen"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reboot-run:nightly",
        "reboot-device:turn",
        "reboot-events:results?types=outcome",
        "direct:notify",
        "seda:log"
      })
  void theWorkflowAndWhatRoutesCallIsNone(String uri) {
    assertThat(isTrigger(route(uri, "reboot-run:nightly"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"timer:poll", "timer:look?period=250", "quartz://looks", "scheduler:any"})
  void whatLooksAtDevicesIsNoneWhateverWakesIt(String uri) {
    assertThat(isTrigger(route(uri, "reboot-device:due"))).isFalse();
    assertThat(isTrigger(route(uri, "reboot-device://due?max=5"))).isFalse();
  }

  @Test
  void norIsWhatLooksByWayOfOtherRoutes() {
    RouteDefinition pulse = route("timer:look", "direct:one");
    RouteDefinition one = route("direct:one", "seda:two?size=1");
    RouteDefinition two = route("seda://two", "reboot-device:due");
    RouteDefinition loop = route("direct:three", "direct:three");

    assertThat(TriggersAtRest.isTrigger(pulse, List.of(pulse, one, two))).isFalse();
    assertThat(TriggersAtRest.isTrigger(pulse, List.of(pulse, one))).isTrue();
    assertThat(TriggersAtRest.isTrigger(route("timer:x", "direct:three"), List.of(loop))).isTrue();
  }

  private static boolean isTrigger(RouteDefinition route) {
    return TriggersAtRest.isTrigger(route, List.of(route));
  }

  private static RouteDefinition route(String from, String to) {
    RouteDefinition route = new RouteDefinition();
    route.from(from).split().body().to(to).end();
    return route;
  }
}
