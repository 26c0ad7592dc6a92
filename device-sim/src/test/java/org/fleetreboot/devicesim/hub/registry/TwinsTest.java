package org.fleetreboot.devicesim.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinsTest {
  private static final String T0 = "2026-11-23T12:00:00.0000000Z";
  private static final String T1 = "2026-11-23T12:00:01.0000000Z";

  private static final ClientId PUMP = ClientId.device("pump-7");

  private Instant now = Instant.parse(T0);
  private final List<String> pushed = new ArrayList<>();
  private final DeviceRegistry registry = new DeviceRegistry(() -> now, () -> {});
  private final Twins twins =
      new Twins(registry, () -> now, (id, change, version) -> pushed.add(Json.text(change)));

  @BeforeEach
  void register() {
    registry.findOrCreate("pump-7");
  }

  @Test
  void aNewbornTwinHasVersionOneInBothHalves() {
    assertThat(twin().at("/properties/desired/$version").asInt()).isOne();
    assertThat(twin().at("/properties/reported/$version").asInt()).isOne();
    assertThat(twin().path("version").asInt()).isEqualTo(2);
    assertThat(twin().path("etag").asText()).isEqualTo("AAAAAAAAAAE=");
    assertThat(twin().path("lastActivityTime").asText()).isEqualTo("0001-01-01T00:00:00Z");
  }

  @Test
  void aReportStampsWhatItNamesAndEveryLevelAboveIt() {
    report("{'iothubDM':{'reboot':{'lastReboot':'t0'},'other':1}}");
    now = now.plusSeconds(1);
    report("{'iothubDM':{'reboot':{'lastReboot':'t1'}}}");
    assertThat(stamp("/$lastUpdated")).isEqualTo(T1);
    assertThat(stamp("/iothubDM/$lastUpdated")).isEqualTo(T1);
    assertThat(stamp("/iothubDM/reboot/lastReboot/$lastUpdated")).isEqualTo(T1);
    assertThat(stamp("/iothubDM/other/$lastUpdated")).isEqualTo(T0);
    assertThat(twin().at("/properties/reported/$version").asInt()).isEqualTo(3);
  }

  @Test
  void reportingTheSameValueAgainMovesItsStamp() {
    report("{'rebootTime':'t'}");
    now = now.plusSeconds(1);
    report("{'rebootTime':'t'}");
    assertThat(stamp("/rebootTime/$lastUpdated")).isEqualTo(T1);
  }

  @Test
  void aNullDeletesThePropertyAndItsStamp() {
    report("{'a':1,'b':{'c':2,'d':3}}");
    report("{'a':null,'b':{'c':null}}");
    assertThat(reported().toString()).contains("\"b\":{\"d\":3}").doesNotContain("\"a\"");
    assertThat(reported().at("/$metadata/a").isMissingNode()).isTrue();
    assertThat(reported().at("/$metadata/b/c").isMissingNode()).isTrue();
  }

  @Test
  void aValueTakesTheStampsOfAnObjectsChildrenAwayWithIt() {
    report("{'a':{'b':1}}");
    report("{'a':2}");
    assertThat(reported().at("/$metadata/a/b").isMissingNode()).isTrue();
    report("{'a':{'c':3}}");
    assertThat(reported().at("/a").toString()).isEqualTo("{\"c\":3}");
  }

  @Test
  void aReportOnAnotherVersionThanExpectedIs412AndChangesNothing() {
    HubRefusal refusal =
        catchThrowableOfType(
            HubRefusal.class, () -> twins.report(PUMP, json("{'a':1}"), OptionalLong.of(5)));
    assertThat(refusal.error()).isEqualTo(HubError.PRECONDITION_FAILED);
    assertThat(reported().has("a")).isFalse();
    assertThat(twins.report(PUMP, json("{'a':1}"), OptionalLong.of(1))).isEqualTo(2);
  }

  @Test
  void aReportLeavesTheEtagAndAPatchMovesIt() {
    String etag = twin().path("etag").asText();
    report("{'a':1}");
    assertThat(twin().path("etag").asText()).isEqualTo(etag);
    patch("{'tags':{'a':1}}");
    assertThat(twin().path("etag").asText()).isNotEqualTo(etag);
  }

  @Test
  void aPatchOfNullsRemovesAllOfASectionAndTellsTheDevice() {
    patch("{'tags':{'ring':'canary'},'properties':{'desired':{'f':1}}}");
    patch("{'tags':null,'properties':{'desired':null,'reported':null},'etag':null}");
    assertThat(twin().at("/tags").toString()).isEqualTo("{}");
    assertThat(pushed).containsExactly("{\"f\":1,\"$version\":2}", "{\"f\":null,\"$version\":3}");
  }

  @Test
  void aTagPatchMergesDeeplyAndIsNotToldToTheDevice() {
    patch("{'tags':{'site':{'row':1,'shelf':2},'ring':'a'}}");
    patch("{'tags':{'site':{'row':9},'ring':null}}");
    assertThat(twin().path("tags").toString()).isEqualTo("{\"site\":{\"row\":9,\"shelf\":2}}");
    assertThat(pushed).isEmpty();
  }

  @Proves("Desired properties")
  @Test
  void theDeviceIsToldTheUpdateInTheFormInWhichItWasWritten() {
    patch("{'properties':{'desired':{'a':1,'b':2}}}");
    patch("{'properties':{'desired':{'a':null}}}");
    twins.replace(PUMP, TwinPatch.of(json("{'properties':{'desired':{'c':3}}}")), IfMatch.NONE);
    assertThat(pushed)
        .containsExactly(
            "{\"a\":1,\"b\":2,\"$version\":2}",
            "{\"a\":null,\"$version\":3}",
            "{\"c\":3,\"$version\":4}");
    assertThat(twin().at("/properties/desired/$metadata/c/$lastUpdatedVersion").asInt())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a.b':1}",
        "{'a b':1}",
        "{'a':{'b$':1}}",
        "{'a':{'$b':1}}",
        "{'a':{'$version':1}}",
        "{'$a':1}",
        "{'a#b':1}",
        "{'a.b':null}",
        "{'a\\u0085b':1}",
        "{'a':[{'b c':1}]}",
        "{'a':4503599627370496}",
        "{'a':-4503599627370497}",
        "{'a':[99999999999999999999]}",
        "{'':1}",
        "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':1}}}}}}}}}}}}",
      })
  void whatATwinMayNotHoldIsRefused(String patch) {
    HubRefusal refusal = catchThrowableOfType(HubRefusal.class, () -> report(patch));
    assertThat(refusal.error()).isEqualTo(HubError.ARGUMENT_INVALID);
  }

  @Test
  void theDeepestTwinOfTheDocumentationIsTaken() {
    patch(
        "{'tags':{'one':{'two':{'three':{'four':{'five':{'six':{'seven':{'eight':{'nine':{'ten':"
            + "{'property':'value'}}}}}}}}}}}}");
    assertThat(
            twin().at("/tags/one/two/three/four/five/six/seven/eight/nine/ten/property").asText())
        .isEqualTo("value");
  }

  @Test
  void aServiceSendsBackWhatTheHubItselfWroteWithoutHarm() {
    patch(
        "{'properties':{'desired':{'a':1,'$version':77,'$metadata':{'a':{'$lastUpdated':'x'}}}}}");
    JsonNode desired = twin().at("/properties/desired");
    assertThat(desired.path("$version").asInt()).isEqualTo(2);
    assertThat(desired.at("/$metadata/a/$lastUpdated").asText()).isEqualTo(T0);
    assertThat(desired.path("a").asInt()).isEqualTo(1);
  }

  @Test
  void theGreatestAndTheLeastIntegerAreTaken() {
    report("{'a':4503599627370495,'b':-4503599627370496}");
    assertThat(reported().path("a").asLong()).isEqualTo(4_503_599_627_370_495L);
  }

  @Test
  void aReplacedTwinKeepsNothingThatIsNotInTheNewOne() {
    patch("{'tags':{'ring':'a'},'properties':{'desired':{'f':1}}}");
    twins.replace(PUMP, TwinPatch.of(json("{'tags':{'site':'x'}}")), IfMatch.NONE);
    assertThat(twin().path("tags").toString()).isEqualTo("{\"site\":\"x\"}");
    assertThat(twin().at("/properties/desired").has("f")).isFalse();
    assertThat(pushed).last().isEqualTo("{\"$version\":3}");
  }

  @Test
  void whyADeviceHasItsStatusIsInItsTwin() {
    registry.update("pump-7", new IdentityRequest(false, "worn out", null), IfMatch.NONE);
    assertThat(twin().path("status").asText()).isEqualTo("disabled");
    assertThat(twin().path("statusReason").asText()).isEqualTo("worn out");
  }

  private void report(String patch) {
    twins.report(PUMP, json(patch), OptionalLong.empty());
  }

  private void patch(String patch) {
    twins.patch(PUMP, TwinPatch.of(json(patch)), IfMatch.NONE);
  }

  private String stamp(String path) {
    return reported().at("/$metadata" + path).asText();
  }

  private JsonNode reported() {
    return twin().at("/properties/reported");
  }

  private ObjectNode twin() {
    return TwinJson.write(registry.require("pump-7"));
  }

  private static ObjectNode json(String quoted) {
    return Json.parseObject(quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
