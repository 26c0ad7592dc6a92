package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.devicesim.hub.security.AccessRight.REGISTRY_READ;
import static org.fleetreboot.devicesim.hub.security.AccessRight.REGISTRY_WRITE;
import static org.fleetreboot.devicesim.hub.security.AccessRight.SERVICE_CONNECT;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which policy opens which operation, after "Control access to IoT Hub by using shared access
 * signatures": the registry wants RegistryRead or RegistryReadWrite; methods, twins, queries and
 * messages want ServiceConnect; jobs want to read and write the registry.
 */
class AccessRightsTest {
  private static final Map<String, Set<AccessRight>> POLICIES =
      Map.of(
          "iothubowner", Set.of(REGISTRY_READ, REGISTRY_WRITE, SERVICE_CONNECT),
          "service", Set.of(SERVICE_CONNECT),
          "device", Set.of(),
          "registryRead", Set.of(REGISTRY_READ),
          "registryReadWrite", Set.of(REGISTRY_READ, REGISTRY_WRITE));

  private static LocalHub hub;
  private static RestProbe anyone;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    anyone = RestProbe.anonymous(hub);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  static Stream<Route> routes() throws Exception {
    try (LocalHub any = LocalHub.builder().start()) {
      return any.core().routes().stream();
    }
  }

  @Proves(value = "Access", errors = "401002")
  @Proves(value = "Jobs", errors = "401002")
  @Proves(value = "Registry", errors = "401002")
  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void aPolicyOpensWhatItsRightsAreFor(Route route) {
    Set<AccessRight> needed = documented(route);
    assertThat(route.policy().rights()).isEqualTo(needed);
    String path = route.line().substring(route.method().length() + 1);
    String noSuchThing = path.replaceAll("\\{[^}]+}", "none");
    POLICIES.forEach(
        (policy, rights) -> {
          String token = token(hub.connectionString(policy));
          RestProbe.Reply reply =
              anyone.with(token).send(route.method(), noSuchThing, "{}", "If-Match", "*");
          assertThat(reply.status() == 401)
              .as("%s answers %s with %s", route.line(), policy, reply.status())
              .isEqualTo(!rights.containsAll(needed));
          assertThat(reply.text().contains("ErrorCode:IotHubUnauthorizedAccess;"))
              .isEqualTo(reply.status() == 401);
        });
  }

  @Proves("Access")
  @ParameterizedTest
  @ValueSource(strings = {"iothubowner", "registryRead", "registryReadWrite"})
  void theSecondaryKeyOfAPolicyOpensTheSame(String policy) {
    assertThat(hub.secondaryConnectionString(policy)).isNotEqualTo(hub.connectionString(policy));
    String token = token(hub.secondaryConnectionString(policy));
    assertThat(anyone.with(token).send("GET", "/devices", "").status()).isEqualTo(200);
  }

  @Test
  void theSecondaryKeyOfADeviceConnectsIt() throws Exception {
    hub.register("pump-7");
    RestProbe.Reply identity =
        anyone.with(token(hub.ownerConnectionString())).send("GET", "/devices/pump-7", "");
    String secondary = identity.json().at("/authentication/symmetricKey/secondaryKey").asText();
    String resource = hub.address() + "/devices/pump-7";
    assertConnects(PahoDevice.token(resource, secondary, Instant.parse("2099-01-01T00:00:00Z")));
  }

  @Test
  void theSecondaryKeyOfAPolicyWithDeviceConnectConnectsADevice() throws Exception {
    hub.register("pump-7");
    assertConnects(token(hub.secondaryConnectionString("device")));
  }

  private static void assertConnects(String token) throws Exception {
    try (PahoDevice device = new PahoDevice(hub, "pump-7", token).connect()) {
      assertThat(device.connected()).isTrue();
    }
  }

  @Test
  void theSecondaryKeyOfAnotherPolicyOpensNothingMore() {
    String token =
        token(hub.secondaryConnectionString("service")).replace("skn=service", "skn=iothubowner");
    assertThat(anyone.with(token).send("GET", "/devices", "").status()).isEqualTo(401);
  }

  /** By path, so that a new operation is judged by the documentation and not by its own terms. */
  private static Set<AccessRight> documented(Route route) {
    String line = route.line();
    if (line.equals("POST /devices/query")
        || line.matches("\\w+ /(twins|messages)/.*")
        || line.matches("\\w+ /devices/\\{device}/(messages|commands)(/.*)?")) {
      return Set.of(SERVICE_CONNECT);
    }
    // "How to schedule and broadcast jobs".
    if (line.matches("\\w+ /jobs/v2/.*")) {
      return line.startsWith("GET") ? Set.of(REGISTRY_READ) : Set.of(REGISTRY_READ, REGISTRY_WRITE);
    }
    if (line.matches("GET /(devices|statistics)(/.*)?")) {
      return Set.of(REGISTRY_READ);
    }
    if (line.matches("(PUT|POST|DELETE) /devices(/.*)?")) {
      return Set.of(REGISTRY_WRITE);
    }
    throw new AssertionError("Look up which right the documentation wants for " + line);
  }

  private static String token(String connectionString) {
    return PahoDevice.policyToken(hub, connectionString, "");
  }
}
