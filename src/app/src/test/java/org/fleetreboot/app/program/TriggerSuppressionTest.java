package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerSuppressionTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();

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
  void aRouteThatPollsDevicesIsNotATrigger(String uri) {
    assertThat(isTrigger(route(uri, "reboot-device:due"))).isFalse();
    assertThat(isTrigger(route(uri, "reboot-device://due?max=5"))).isFalse();
  }

  @Test
  void aRouteThatPollsDevicesThroughOtherRoutesIsNotATrigger() {
    add(route("direct:one", "seda:two?size=1"));
    RouteDefinition two = add(route("seda://two", "reboot-device:due"));
    add(route("direct:three", "direct:three"));

    assertThat(isTrigger(route("timer:look", "direct:one"))).isFalse();
    assertThat(isTrigger(route("timer:x", "direct:three"))).isTrue();
    two.getOutputs().clear();
    assertThat(isTrigger(route("timer:look", "direct:one"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{poll}}", "{{scheme}}:due", "{{none:reboot-device:due}}"})
  void placeholdersAreResolved(String uri) {
    camel
        .getPropertiesComponent()
        .setInitialProperties(
            properties("poll", "reboot-device:due", "scheme", "reboot-device", "called", "direct"));

    assertThat(isTrigger(route("timer:look", uri))).isFalse();
    assertThat(isTrigger(route("{{called}}:one", "log:seen"))).isFalse();
    RouteDefinition computed = new RouteDefinition();
    computed.from("timer:look").toD(uri);
    assertThat(isTrigger(computed)).isFalse();
  }

  @Test
  void anAddressThatAMessageCompletesMayLeadToDevices() {
    RouteDefinition computed = new RouteDefinition();
    computed.from("timer:look").toD("reboot-device:${header.poll}");
    RouteDefinition enriched = new RouteDefinition();
    enriched.from("timer:look").enrich().constant("reboot-device:due");

    assertThat(isTrigger(computed)).isFalse();
    assertThat(isTrigger(enriched)).isFalse();
  }

  /** It may lead to any route, so to those that poll devices, too. */
  @ParameterizedTest
  @ValueSource(strings = {"direct:${header.chain}", "${header.address}", "{{computed}}"})
  void anAddressThatOnlyAMessageContainsDoesNotExemptATrigger(String uri) {
    camel
        .getPropertiesComponent()
        .setInitialProperties(properties("computed", "direct:${header.chain}"));
    add(route("direct:poll", "reboot-device:due"));
    RouteDefinition queue = new RouteDefinition();
    queue.from("jms:q").toD(uri);
    RouteDefinition drop = new RouteDefinition();
    drop.from("file:in").recipientList().simple(uri);

    assertThat(isTrigger(queue)).isTrue();
    assertThat(isTrigger(drop)).isTrue();
  }

  @Test
  void aScheduleOfAChainIsATrigger() {
    add(route("reboot-run:nightly", "direct:health"));
    add(route("direct:health", "reboot-device:note"));

    assertThat(isTrigger(route("quartz:nightly", "reboot-run:nightly"))).isTrue();
    assertThat(isTrigger(route("timer:look", "direct:health"))).isFalse();
  }

  @Test
  void aTemplatedRouteUsesItsParameters() {
    RouteDefinition made = route("timer:look", "{{where}}");
    made.setTemplateParameters(Map.of("where", "reboot-device:due"));

    assertThat(isTrigger(made)).isFalse();
  }

  @Test
  void aKameletThatRoutesCallIsNotATrigger() throws Exception {
    RouteTemplateDefinition kamelet = new RouteTemplateDefinition();
    kamelet.setId("look");
    kamelet.from("kamelet:source").to("reboot-device:due");
    camel.addRouteTemplateDefinitions(List.of(kamelet));

    assertThat(isTrigger(route("timer:look", "kamelet:look/one?a=b"))).isFalse();
    assertThat(isTrigger(route("kamelet://source?routeId=look-1", "log:seen"))).isFalse();
    assertThat(isTrigger(route("kamelet:mails", "reboot-run:nightly"))).isTrue();
    assertThat(isTrigger(route("kamelet:source-mails", "reboot-run:nightly"))).isTrue();
  }

  private boolean isTrigger(RouteDefinition route) {
    return new TriggerSuppression(camel).isTrigger(route);
  }

  private RouteDefinition add(RouteDefinition route) {
    try {
      camel.addRouteDefinition(route);
      return route;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      properties.setProperty(namesAndValues[at], namesAndValues[at + 1]);
    }
    return properties;
  }

  private static RouteDefinition route(String from, String to) {
    RouteDefinition route = new RouteDefinition();
    route.from(from).split().body().to(to).end();
    return route;
  }
}
