package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.mqtt.DeviceTopic;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.supported.Evidence;
import org.fleetreboot.devicesim.supported.Proof;
import org.fleetreboot.devicesim.supported.SupportedRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables of what the hub supports: its own, those of the README, and what the tests prove. */
class SupportedOperationsTest {
  private static LocalHub hub;
  private static List<SupportedRow> rows;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().start();
    rows = SupportedRow.in(Path.of("README.md"));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void everyOperationHasANameOfItsOwnAndNeedsARight() {
    List<Route> routes = hub.core().routes();
    assertThat(routes).extracting(Route::name).doesNotHaveDuplicates();
    assertThat(routes).extracting(Route::line).doesNotHaveDuplicates();
    assertThat(routes).noneMatch(route -> route.policy().rights().isEmpty());
    assertThat(routes).extracting(Route::line).contains("POST /twins/{device}/methods");
    assertThat(hub.core().topics()).extracting(DeviceTopic::name).doesNotHaveDuplicates();
  }

  @Test
  void eachRowOfTheReadmeAndEachErrorInItHasATestAndEachTestItsRow() throws Exception {
    assertThat(Evidence.gaps(rows, Proof.all())).isEmpty();
  }

  @Test
  void theReadmeListsTheRoutesOfTheHubAndNoOthers() {
    assertThat(onTheWire("(GET|PUT|POST|PATCH|DELETE) /.*"))
        .containsExactlyInAnyOrderElementsOf(
            hub.core().routes().stream().map(Route::line).toList());
  }

  @Test
  void theReadmeListsTheTopicsOnWhichADeviceMayPublishAndNoOthers() {
    List<String> listed = onTheWire("(\\$iothub|devices)/.*[^#]");
    assertThat(listed)
        .filteredOn(topic -> hub.core().topics().stream().noneMatch(on -> takes(on, topic)))
        .isEmpty();
    assertThat(hub.core().topics())
        .filteredOn(on -> listed.stream().noneMatch(topic -> takes(on, topic)))
        .extracting(DeviceTopic::pattern)
        .isEmpty();
  }

  @Test
  void theReadmeListsTheFiltersOfADeviceAndNoOthers() {
    ClientId device = ClientId.device("pump-7");
    assertThat(onTheWire("(\\$iothub|devices)/.*#"))
        .extracting(filter -> Subscription.of(filter.replace("{device}", "pump-7"), device))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Subscription.values()).map(Optional::of).toList());
  }

  @Test
  void theReadmeListsTheFaultsAndNoOthers() {
    Stream<String> listed =
        rows.stream()
            .filter(row -> row.kind().startsWith("Fault"))
            .flatMap(row -> row.names().stream())
            .filter(name -> !name.startsWith("new "))
            .map(name -> name.replaceFirst("\\(.*", ""));
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(HubFault.class.getDeclaredMethods())
                .filter(SupportedOperationsTest::isFactory)
                .map(Method::getName)
                .toList());
  }

  private static List<String> onTheWire(String pattern) {
    return rows.stream()
        .flatMap(row -> row.code().stream())
        .filter(span -> span.matches(pattern))
        .toList();
  }

  /** Whether a topic as the README writes it, with names in braces, is one of these. */
  private static boolean takes(DeviceTopic topics, String written) {
    String local = written.replaceFirst("^devices/\\{device}/(modules/\\{module}/)?", "");
    String example = local.replace("{status}", "200").replaceAll("\\{\\w+}", "7");
    return topics.pattern().matcher(example).matches();
  }

  private static boolean isFactory(Method method) {
    return Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers());
  }
}
