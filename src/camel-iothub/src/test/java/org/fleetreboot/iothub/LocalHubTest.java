package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.fleetreboot.iothub.sdk.ConnectionString;
import org.fleetreboot.iothub.sdk.SharedAccessAuthorization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The operations over the wire, through Microsoft's SDK, to a local hub with a port. */
class LocalHubTest {

  @SuppressWarnings("NullAway.Init") // made before any test
  private static ConnectedHub hub;

  private final RunningCamel camel = connected(hub.hub.serviceConnectionString());

  @BeforeAll
  static void connect() throws Exception {
    hub = new ConnectedHub();
  }

  @AfterAll
  static void disconnect() {
    hub.close();
  }

  @AfterEach
  void stop() {
    camel.close();
  }

  private static RunningCamel connected(String connectionString) {
    RunningCamel camel = RunningCamel.with(Map.of());
    camel
        .context
        .getComponent("iothub", IotHubComponent.class)
        .getConfiguration()
        .setConnectionString(connectionString);
    return camel;
  }

  @Test
  void carriesPayloadsThereAndBack() {
    Map<String, Object> payload = new HashMap<>();
    payload.put("delay", 5L);
    payload.put("ratio", new BigDecimal("0.5"));
    payload.put("nested", Map.of("list", List.of(1L, "two", true)));

    assertThat(invoke("echo", payload).getMessage().getBody()).isEqualTo(payload);
    assertThat(invoke("echo", "{\"text\":\"stays text\"}").getMessage().getBody())
        .isEqualTo("{\"text\":\"stays text\"}");
    assertThat(invoke("echo", 42L).getMessage().getBody()).isEqualTo(42L);
    assertThat(invoke("echo", List.of()).getMessage().getBody()).isEqualTo(List.of());
    assertThat(invoke("echo", null).getMessage().getBody()).isNull();
  }

  @Test
  void keepsNullMembersOfAPayload() {
    Map<String, @Nullable Object> payload = new HashMap<>();
    payload.put("delay", null);

    assertThat(invoke("quote", payload).getMessage().getBody()).isEqualTo("{\"delay\":null}");
  }

  @Test
  void treatsTheDevicesRefusalAsAnAnswer() {
    Exchange done = invoke("unheardOf", null);

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getHeader(IotHubConstants.METHOD_STATUS)).isEqualTo(404);
    assertThat(done.getMessage().getHeader(IotHubConstants.DELIVERY)).isEqualTo("delivered");
  }

  @Test
  void readsTheTwinInTheFormOfTheRestApi() throws Exception {
    camel.send(
        "iothub:updateTwin?deviceId=pump-1",
        Map.of(
            "tags", Map.of("ring", "canary"),
            "properties", Map.of("desired", Map.of("level", Map.of("high", 3, "low", 0.5)))));
    hub.report("rebootTime", "2026-11-22 19:20:21.123456");

    Object twin = camel.send("iothub:getTwin?deviceId=pump-1", null).getMessage().getBody();

    assertThat(twin).isEqualTo(hub.rawTwin("pump-1"));
    assertThat(twin)
        .asInstanceOf(MAP)
        .containsEntry("deviceId", "pump-1")
        .containsEntry("connectionState", "Connected")
        .containsKeys("etag", "version", "status", "tags");
    assertThat(at(twin, "properties", "reported", "rebootTime"))
        .isEqualTo("2026-11-22 19:20:21.123456");
    assertThat(at(twin, "properties", "reported", "$version")).isInstanceOf(Long.class);
    assertThat(at(twin, "properties", "desired", "level"))
        .isEqualTo(Map.of("high", 3L, "low", new BigDecimal("0.5")));
    Object stamp = at(twin, "properties", "reported", "$metadata", "rebootTime", "$lastUpdated");
    assertThat(Instant.parse(String.valueOf(stamp))).isBefore(InstantSource.system().instant());
    assertThat(at(twin, "properties", "desired", "$metadata", "level", "high", "$lastUpdated"))
        .isInstanceOf(String.class);
  }

  @Test
  void readsANumberExactlyAsTheHubSentIt() throws Exception {
    hub.report("rebootTime", new BigDecimal("1795919000.25"));

    Object twin = camel.send("iothub:getTwin?deviceId=pump-1", null).getMessage().getBody();

    assertThat(String.valueOf(at(twin, "properties", "reported", "rebootTime")))
        .isEqualTo("1795919000.25");
  }

  @Test
  void deletesWithNullAndRespectsTheEtag() {
    hub.hub.register("valve-1", Map.of("ring", "canary", "site", "north"));
    Map<String, @Nullable Object> tags = new HashMap<>();
    tags.put("ring", null);
    Object before = camel.send("iothub:getTwin?deviceId=valve-1", null).getMessage().getBody();

    Exchange updated =
        camel.send(
            "iothub:updateTwin?deviceId=valve-1",
            Map.of("tags", tags),
            IotHubConstants.ETAG,
            at(before, "etag"));
    Exchange stale =
        camel.send(
            "iothub:updateTwin?deviceId=valve-1",
            Map.of("tags", tags),
            IotHubConstants.ETAG,
            at(before, "etag"));

    assertThat(at(updated.getMessage().getBody(), "tags")).isEqualTo(Map.of("site", "north"));
    assertThat(stale.getProperty(IotHubConstants.STATUS_CODE)).isEqualTo(412);
  }

  @Test
  void addressesIdsWithSpecialCharacters() {
    String id = "a%62?@$'#+=*!(),:_.-";
    hub.hub.register(id, Map.of("special", true));

    Exchange twin = camel.send("iothub:getTwin", null, IotHubConstants.DEVICE_ID, id);
    Exchange call =
        camel.send("iothub:invokeMethod?methodName=echo", null, IotHubConstants.DEVICE_ID, id);

    assertThat(at(twin.getMessage().getBody(), "deviceId")).isEqualTo(id);
    // Known and not connected; a wrongly read id would be unknown.
    assertThat(call.getProperty(IotHubConstants.ERROR_CODE)).isEqualTo(404103);
  }

  @Test
  void readsIdentitiesWithoutTheirKeys() {
    try (RunningCamel owner = connected(hub.hub.ownerConnectionString())) {
      Object identity = owner.send("iothub:getDevice?deviceId=pump-1", null).getMessage().getBody();

      assertThat(at(identity, "deviceId")).isEqualTo("pump-1");
      assertThat(at(identity, "authentication"))
          .asInstanceOf(MAP)
          .containsKey("type")
          .doesNotContainKey("symmetricKey");
    }
  }

  @Test
  void readsAQueryPageAfterPage() {
    for (int i = 1; i <= 5; i++) {
      hub.hub.register("sensor-" + i, Map.of("role", "sensor"));
    }
    String uri = "iothub:queryTwins?pageSize=2";
    String query = "SELECT deviceId FROM devices WHERE tags.role = 'sensor'";

    List<Object> rows = new ArrayList<>();
    Map<String, Object> headers = new HashMap<>(Map.of(IotHubConstants.QUERY, query));
    int pages = 0;
    do {
      Message page = camel.send(uri, null, headers).getMessage();
      rows.addAll((List<?>) page.getBody());
      headers = page.getHeaders();
      pages++;
    } while (headers.containsKey(IotHubConstants.CONTINUATION_TOKEN));

    assertThat(pages).isEqualTo(3);
    assertThat(rows)
        .containsExactlyInAnyOrder(
            Map.of("deviceId", "sensor-1"),
            Map.of("deviceId", "sensor-2"),
            Map.of("deviceId", "sensor-3"),
            Map.of("deviceId", "sensor-4"),
            Map.of("deviceId", "sensor-5"));
  }

  @Test
  void reportsAQueryThatTheHubCannotRead() {
    Exchange failed = camel.send("iothub:queryTwins?query=SELECT nonsense", null);

    assertThat(failed.getProperty(IotHubConstants.FAILURE_KIND)).isEqualTo("badRequest");
    assertThat(failed.getProperty(IotHubConstants.STATUS_CODE)).isEqualTo(400);
  }

  @Test
  void worksWithASasCredentialAndWithATokenCredential() {
    ConnectionString connection = ConnectionString.parse(hub.hub.serviceConnectionString());
    String signature = new SharedAccessAuthorization(connection, InstantSource.system()).header();
    TokenCredential token = request -> Mono.just(new AccessToken("token", OffsetDateTime.MAX));
    String uri = "iothub:getTwin?deviceId=pump-1&hostName=" + connection.hostName();

    for (Object credential : List.of(new AzureSasCredential(signature), token)) {
      try (RunningCamel other = RunningCamel.with(Map.of("credential", credential))) {
        assertThat(other.send(uri, null).getException()).isNull();
      }
    }
  }

  private Exchange invoke(String method, @Nullable Object payload) {
    Exchange done = camel.send("iothub:invokeMethod?deviceId=pump-1&methodName=" + method, payload);
    assertThat(done.getException()).isNull();
    return done;
  }

  private static Object at(Object map, String... path) {
    Object value = map;
    for (String key : path) {
      assertThat(value).as(Arrays.toString(path)).isInstanceOf(Map.class);
      value = Objects.requireNonNull(((Map<?, ?>) value).get(key), Arrays.toString(path));
    }
    return value;
  }
}
