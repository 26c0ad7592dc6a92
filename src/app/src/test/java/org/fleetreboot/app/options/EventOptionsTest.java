package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.patiently;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.Test;

/** What a route hears of the reboots at the hub. */
class EventOptionsTest extends OptionTest {
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  EventOptionsTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption("reboot-events:types=all")
  void everythingThatHappened() {
    rebootAndHear("types: all");

    assertThat(types())
        .contains("run.accepted.v1", "reboot.invocation-intended.v1", "reboot.confirmed.v1");
  }

  @Test
  @ProvesOption("reboot-events:types=outcome")
  void onlyTheOutcomesOfDevices() {
    rebootAndHear("types: outcome");

    assertThat(types()).containsExactly("reboot.confirmed.v1");
  }

  @Test
  @ProvesOption("reboot-events:types=result")
  void theResultsOfDevicesGroupsAndRuns() {
    rebootAndHear("types: result");

    patiently().until(() -> heard.size() == 3);
    assertThat(types()).startsWith("reboot.confirmed.v1");
  }

  @Test
  @ProvesOption("reboot-events:types=head")
  void whereTheChainOfHashesEnds() {
    rebootAndHear("types: outcome");

    hear("heads", "types: head");

    patiently().until(() -> types().contains("journal.head.v1"));
    assertThat((Map<?, ?>) heard.get(heard.size() - 1))
        .extracting("partition", "position", "hash")
        .doesNotContainNull();
  }

  @Test
  @ProvesOption("reboot-events:format=map")
  void aMapOfTheFields() {
    rebootAndHear("types: outcome, format: map");

    assertThat((Map<?, ?>) heard.get(0))
        .extracting("device", "outcome")
        .containsExactly("pump-1", "confirmed");
  }

  @Test
  @ProvesOption("reboot-events:format=cloudevents")
  void aCloudEvent() {
    rebootAndHear("types: outcome, format: cloudevents");

    assertThat(((Map<?, ?>) heard.get(0)).get("specversion")).isEqualTo("1.0");
    assertThat(String.valueOf(heard.get(0))).contains("pump-1").contains("confirmed");
  }

  @Test
  @ProvesOption("reboot-events:format=csv")
  void aLineOfCsv() {
    rebootAndHear("types: outcome, format: csv");

    assertThat(heard.get(0)).asString().contains("pump-1").contains(",confirmed,");
  }

  @Test
  @ProvesOption("reboot-events:name")
  void aNewSubscriptionBeginsWithTheFirstEvent() {
    rebootAndHear("types: outcome");
    assertThat(heard).hasSize(1);

    hear("later", "types: outcome");

    patiently().until(() -> heard.size() == 2);
    assertThat(heard.get(1)).isEqualTo(heard.get(0));
  }

  private List<Object> types() {
    return heard.stream().map(event -> (Object) ((Map<?, ?>) event).get("type")).toList();
  }

  private void rebootAndHear(String options) {
    connect(device("pump-1"));
    routes.bind("hear", exchange -> heard.add(exchange.getMessage().getBody()));
    hear("results", options);
    routes.group("maxFailed: 0", "pump-1").ends("completed");
    patiently().until(() -> !heard.isEmpty());
    patiently().untilAsserted(() -> assertThat(String.valueOf(heard)).contains("confirmed"));
  }

  private void hear(String name, String options) {
    routes.add(
        """
        - route:
            from:
              uri: reboot-events:%s
              parameters: { %s }
              steps:
                - process: { ref: hear }
        """
            .formatted(name, options));
  }
}
