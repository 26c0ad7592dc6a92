package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.EtagCondition;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.twin.ServicePatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinQueriesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final DeviceRegistry registry = new DeviceRegistry(InstantSource.fixed(NOON), () -> {});
  private final Twins twins =
      new Twins(registry, InstantSource.fixed(NOON), (device, change, version) -> {});
  private final TwinQueries queries = new TwinQueries(registry);

  @BeforeEach
  void threeDevices() {
    device(
        "pump-1",
        "{'tags':{'ring':'canary','site':{'row':1}},'properties':{'desired':{'firmware':'1.0'}}}",
        "{'temp':10}");
    device("pump-2", "{'tags':{'ring':'gateway'}}", "{'temp':25.5,'rebootTime':'t1'}");
    device("valve-1", "{}", "{'note':'it''s','deep':{'on':true}}");
    registry.require("pump-2").connectionChanged(true, NOON);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deviceId = 'pump-1'                                    | pump-1",
        "'pump-1' = deviceId                                    | pump-1",
        "tags.ring = \"canary\"                                 | pump-1",
        "tags.ring != 'canary'                                  | pump-2",
        "tags.ring <> 'canary'                                  | pump-2",
        "NOT tags.ring = 'canary'                               | pump-2",
        "tags.site.row = 1                                      | pump-1",
        "tags.site.row = 1.0                                    | pump-1",
        "tags.site.row = '1'                                    | ",
        "properties.reported.temp < 25.5                        | pump-1",
        "properties.reported.temp <= 25.5                       | pump-1 pump-2",
        "properties.reported.temp > 10                          | pump-2",
        "properties.reported.temp >= 1e1                        | pump-1 pump-2",
        "properties.reported.temp > 'a'                         | ",
        "properties.desired.firmware = '1.0'                    | pump-1",
        "properties.reported.deep.on = true                     | valve-1",
        "properties.reported.note = 'it''s'                     | valve-1",
        "properties.reported.$version = 2                       | pump-1 pump-2 valve-1",
        "connectionState = 'Connected'                          | pump-2",
        "status = 'enabled' AND connectionState='Disconnected'  | pump-1 valve-1",
        "tags.ring IN ['canary', 'gateway']                     | pump-1 pump-2",
        "tags.ring NIN ['canary']                               | pump-2",
        "tags.ring in []                                        | ",
        "is_defined(tags.ring)                                  | pump-1 pump-2",
        "NOT is_defined(properties.reported.rebootTime)         | pump-1 valve-1",
        "IS_DEFINED(properties.reported.deep.on)                | valve-1",
        "startswith(deviceId, 'pump')                           | pump-1 pump-2",
        "deviceId = 'pump-1' or deviceId = 'pump-2' and tags.ring = 'x'   | pump-1",
        "(deviceId = 'pump-1' or deviceId = 'pump-2') and tags.ring = 'canary' | pump-1",
        "not (tags.ring = 'canary' or tags.ring = 'gateway')    | ",
      })
  void aConditionFindsItsDevices(String where, @Nullable String ids) {
    assertThat(found("SELECT * FROM devices WHERE " + where)).isEqualTo(split(ids));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT                                             | expected a property, found the end",
        "SELECT * FROM                                      | expected DEVICES, found the end",
        "SELECT * FROM devices WHERE                        | expected a property, found the end",
        "SELECT * FROM devices WHERE tags.a                 | expected a comparison",
        "SELECT * FROM devices WHERE tags.a = 'b            | does not fit at position 38",
        "SELECT * FROM devices WHERE tags. = 1              | expected the name of a property",
        "SELECT * FROM devices WHERE (tags.a = 1            | expected ')', found the end",
        "SELECT * FROM devices WHERE tags.a = 1 tags.b = 2  | expected the end, found 'tags'",
        "SELECT * FROM devices WHERE ring = 'x'             | A twin has no 'ring'",
        "SELECT * FROM devices WHERE tags.a IN ('b')        | expected '['",
        "SELECT * FROM devices WHERE tags.a = 1 ; DROP      | does not fit at position 40",
        "SELECT * FROM devices.modules                      | FROM devices.modules is not supported",
        "SELECT * FROM devices.jobs                         | FROM devices.jobs is not supported",
        "SELECT * FROM devices GROUP BY tags.ring           | GROUP BY is not supported",
        "SELECT TOP 5 * FROM devices                        | TOP is not supported",
        "SELECT AVG(tags.x) FROM devices                    | AVG() behind SELECT is not supported",
        "SELECT COUNT() FROM devices                        | expected AS",
        "SELECT * FROM devices WHERE contains(tags.a, 'b')  | The function contains() is not supported",
        "SELECT * FROM devices WHERE tags.a[0] = 1          | [ ] in a path is not supported",
        "UPDATE devices                                     | expected SELECT, found 'UPDATE'",
      })
  void whatTheLanguageHereDoesNotHaveIsRefusedAndNamed(String query, String message) {
    HubRefusal refusal =
        catchThrowableOfType(HubRefusal.class, () -> queries.page(query, 10, Optional.empty()));
    assertThat(refusal.error()).isEqualTo(HubError.ARGUMENT_INVALID);
    assertThat(refusal.text()).contains(message);
  }

  @Test
  void anEndlessNestOfBracketsIsRefusedLikeAnyOtherError() {
    String query = "SELECT * FROM devices WHERE " + "(".repeat(100_000);
    assertThatThrownBy(() -> queries.page(query, 10, Optional.empty()))
        .isInstanceOf(HubRefusal.class)
        .hasMessageContaining("nested deeper than 64");
  }

  @Test
  void fieldsKeepTheirLastNameOrTheAliasAndMissingOnesAreLeftOut() {
    QueryPage page =
        queries.page(
            "SELECT deviceId, tags.ring AS r, properties.reported.temp FROM devices",
            10,
            Optional.empty());
    assertThat(page.itemType()).isEqualTo("Raw");
    assertThat(Json.text(page.items()))
        .isEqualTo(
            "[{\"deviceId\":\"pump-1\",\"r\":\"canary\",\"temp\":10},"
                + "{\"deviceId\":\"pump-2\",\"r\":\"gateway\",\"temp\":25.5},"
                + "{\"deviceId\":\"valve-1\"}]");
  }

  @Test
  void countIsOneRowWhateverThePageSize() {
    QueryPage page =
        queries.page(
            "select count() as n from devices where is_defined(tags.ring)", 1, Optional.empty());
    assertThat(Json.text(page.items())).isEqualTo("[{\"n\":2}]");
    assertThat(page.continuation()).isEmpty();
  }

  @Test
  void pagesFollowEachOtherAndTheLastOneCarriesNoToken() {
    String query = "SELECT * FROM devices";
    QueryPage first = queries.page(query, 2, Optional.empty());
    assertThat(ids(first)).containsExactly("pump-1", "pump-2");
    QueryPage second = queries.page(query, 2, first.continuation());
    assertThat(ids(second)).containsExactly("valve-1");
    assertThat(second.continuation()).isEmpty();
    assertThat(queries.page(query, 3, Optional.empty()).continuation()).isEmpty();
  }

  @Test
  void aTokenOfAnotherQueryIsRefused() {
    Optional<String> token =
        queries.page("SELECT * FROM devices", 1, Optional.empty()).continuation();
    assertThatThrownBy(() -> queries.page("SELECT deviceId FROM devices", 1, token))
        .hasMessageContaining("x-ms-continuation");
    assertThatThrownBy(() -> queries.page("SELECT * FROM devices", 1, Optional.of("%%%")))
        .hasMessageContaining("x-ms-continuation");
  }

  private void device(String id, String service, String reported) {
    registry.findOrCreate(id);
    twins.patch(ClientId.device(id), ServicePatch.of(json(service)), EtagCondition.NONE);
    twins.report(ClientId.device(id), json(reported), OptionalLong.empty());
  }

  private static ObjectNode json(String quoted) {
    String text = quoted.replace("''", "\u0000").replace('\'', '"').replace('\u0000', '\'');
    return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> found(String query) {
    return ids(queries.page(query, 10, Optional.empty()));
  }

  private static List<String> ids(QueryPage page) {
    return StreamSupport.stream(page.items().spliterator(), false)
        .map((JsonNode twin) -> twin.path("deviceId").textValue())
        .toList();
  }

  private static List<String> split(@Nullable String ids) {
    return ids == null ? new ArrayList<>() : List.of(ids.split(" "));
  }
}
