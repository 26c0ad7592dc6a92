package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identities over REST: what is accepted, returned, and refused by name. */
class RegistryTest {
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZg==";
  private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";

  private static LocalHub hub;
  private static RestProbe owner;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    owner = RestProbe.owner(hub);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves(value = "Registry", errors = "400004")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'capabilities':{'iotEdge':true}}                         | capabilities.iotEdge",
        "{'deviceScope':'ms-azure-iot-edge://gw'}                  | deviceScope",
        "{'parentScopes':['ms-azure-iot-edge://gw']}               | parentScopes",
        "{'managedBy':'iotEdge'}                                   | managedBy",
        "{'authentication':{'type':'certificateAuthority'}}        | certificateAuthority",
        "{'authentication':{'type':'none'}}                        | none",
        "{'authentication':{'type':'selfSigned'}}                  | primaryThumbprint",
        "{'authentication':{'x509Thumbprint':{'primaryThumbprint':'01:23'}}} | without separators",
        "{'authentication':{'symmetricKey':{'primaryKey':'MDEyMzQ1Njc4OWFiY2RlZg=='}}} | both"
            + " symmetric keys or neither",
        "{'authentication':{'symmetricKey':{'primaryKey':'c2hvcnQ=','secondaryKey':'c2hvcnQ='}}} |"
            + " 16 to 64 bytes",
        "{'authentication':{'symmetricKey':{'primaryKey':'%','secondaryKey':'%'}}} | 16 to 64"
            + " bytes",
        "{'status':'asleep'}                                       | asleep",
        "{'deviceId':'another'}                                    | deviceId in the body",
      })
  void whatTheHubDoesNotHaveIsRefusedByName(String body, String named) {
    RestProbe.Reply reply = owner.send("PUT", "/devices/refused", json(body));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("Message").asText())
        .startsWith("ErrorCode:ArgumentInvalid;")
        .contains(named);
    assertThat(owner.send("GET", "/devices/refused", "").status()).isEqualTo(404);
  }

  @Test
  void whatAClientSendsBackAsItReadItIsTaken() {
    String created = owner.send("PUT", "/devices/echo", "{}").text();
    RestProbe.Reply again = owner.send("PUT", "/devices/echo", created, "If-Match", "*");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("authentication"))
        .isEqualTo(owner.send("GET", "/devices/echo", "").json().path("authentication"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'capabilities':{'iotEdge':false},'deviceScope':'','parentScopes':[],'managedBy':null}",
        "{'capabilities':null,'deviceScope':null,'parentScopes':null,'status':null}",
      })
  void whatIsEmptyAsksForNothing(String body) {
    assertThat(owner.send("PUT", "/devices/empty", json(body)).status()).isEqualTo(200);
    owner.send("DELETE", "/devices/empty", "", "If-Match", "*");
  }

  @Test
  void thumbprintsAreKeptAndShownInTheIdentityAndTheTwin() {
    String body = "{'authentication':{'x509Thumbprint':{'primaryThumbprint':'" + SHA1 + "'}}}";
    JsonNode identity = owner.send("PUT", "/devices/certified", json(body)).json();
    assertThat(identity.at("/authentication/type").asText()).isEqualTo("selfSigned");
    assertThat(identity.at("/authentication/x509Thumbprint/primaryThumbprint").asText())
        .isEqualTo(SHA1);
    assertThat(identity.at("/authentication/symmetricKey/primaryKey").isNull()).isTrue();
    JsonNode twin = owner.send("GET", "/twins/certified", "").json();
    assertThat(twin.path("authenticationType").asText()).isEqualTo("selfSigned");
    assertThat(twin.at("/x509Thumbprint/primaryThumbprint").asText()).isEqualTo(SHA1);
  }

  @Proves("Registry")
  @Test
  void theStatisticsCountTheConnected() throws Exception {
    String path = "/statistics/service";
    assertThat(owner.send("GET", path, "").text()).isEqualTo("{\"connectedDeviceCount\":0}");
    try (PahoDevice device = new PahoDevice(hub, hub.register("counted")).connect()) {
      assertThat(device.connected()).isTrue();
      assertThat(owner.send("GET", path, "").text()).isEqualTo("{\"connectedDeviceCount\":1}");
    }
  }

  @Proves("Registry")
  @Test
  void anUpdateWithoutKeysMakesNewOnes() {
    JsonNode keys = created("rotated").at("/authentication/symmetricKey");
    JsonNode updated = owner.send("PUT", "/devices/rotated", "{}", "If-Match", "*").json();
    assertThat(updated.at("/authentication/symmetricKey")).isNotEqualTo(keys);
  }

  @Proves(value = "Registry", errors = "412001")
  @Test
  void aDeleteNeedsAConditionThatHolds() {
    String etag = created("held").path("etag").asText();
    RestProbe.Reply none = owner.send("DELETE", "/devices/held", "");
    assertThat(none.status()).isEqualTo(412);
    assertThat(none.json().path("Message").asText()).startsWith("ErrorCode:PreconditionFailed;");
    assertThat(owner.send("DELETE", "/devices/held", "", "If-Match", "\"AAAA\"").status())
        .isEqualTo(412);
    assertThat(owner.send("DELETE", "/devices/held", "", "If-Match", "\"" + etag + "\"").status())
        .isEqualTo(204);
    assertThat(owner.send("DELETE", "/devices/held", "", "If-Match", "*").status()).isEqualTo(404);
  }

  @Proves("Bulk registry operations")
  @Test
  void manyDevicesAreCreatedWithTheirTwinsUpdatedAndDeleted() {
    RestProbe.Reply created =
        bulk(
            "[{'id':'many-1','importMode':'create','tags':{'ring':'a'}},"
                + "{'id':'many-2','importMode':'create','status':'disabled',"
                + "'properties':{'desired':{'f':1}}}]");
    assertThat(created.status()).isEqualTo(200);
    assertThat(created.text()).isEqualTo("{\"isSuccessful\":true,\"errors\":[],\"warnings\":[]}");
    assertThat(owner.send("GET", "/twins/many-1", "").json().at("/tags/ring").asText())
        .isEqualTo("a");
    JsonNode second = owner.send("GET", "/twins/many-2", "").json();
    assertThat(second.path("status").asText()).isEqualTo("disabled");
    assertThat(second.at("/properties/desired/f").asInt()).isEqualTo(1);

    String etag = owner.send("GET", "/devices/many-1", "").json().path("etag").asText();
    assertThat(
            bulk("[{'id':'many-1','importMode':'UpdateIfMatchETag','etag':'"
                    + etag
                    + "',"
                    + "'statusReason':'x'},"
                    + "{'id':'many-2','importMode':'updateTwin','tags':{'ring':'b'}}]")
                .status())
        .isEqualTo(200);
    assertThat(owner.send("GET", "/devices/many-1", "").json().path("statusReason").asText())
        .isEqualTo("x");
    assertThat(owner.send("GET", "/twins/many-2", "").json().at("/tags/ring").asText())
        .isEqualTo("b");

    assertThat(
            bulk("[{'id':'many-1','importMode':'Delete'},{'id':'many-2','importMode':'delete'}]")
                .status())
        .isEqualTo(200);
    assertThat(owner.send("GET", "/devices/many-1", "").status()).isEqualTo(404);
  }

  @Proves(
      value = "Bulk registry operations",
      errors = {"400004", "404001", "409001", "412001"})
  @Test
  void oneOfManyThatFailsIsNamedAndHindersNoOther() {
    created("taken");
    RestProbe.Reply reply =
        bulk(
            "[{'id':'taken','importMode':'create'},{'id':'free','importMode':'create'},"
                + "{'id':'taken','importMode':'DeleteIfMatchETag','eTag':'stale'},"
                + "{'id':'nobody','importMode':'update'},{'id':'free','importMode':'paint'},"
                + "{'id':'taken','importMode':'deleteIfMatchETag'},"
                + "{'id':'free','moduleId':'$m','importMode':'create'},{'importMode':'create'},7]");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("isSuccessful").asBoolean()).isFalse();
    assertThat(reply.json().path("errors"))
        .extracting(
            error -> error.path("deviceId").asText() + " " + error.path("errorCode").asText())
        .containsExactly(
            "taken DeviceAlreadyExists",
            "taken PreconditionFailed",
            "nobody DeviceNotFound",
            "free ArgumentInvalid",
            "taken ArgumentInvalid",
            "free ArgumentInvalid",
            " ArgumentInvalid",
            " ArgumentInvalid");
    assertThat(owner.send("GET", "/devices/free", "").status()).isEqualTo(200);
    assertThat(owner.send("GET", "/devices/taken", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{'devices':[]}", "7", "", "["})
  void manyDevicesAreAnArrayOfSome(String body) {
    RestProbe.Reply reply = bulk(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("Message").asText()).startsWith("ErrorCode:ArgumentInvalid;");
  }

  @Proves("Bulk registry operations")
  @Test
  void aHundredAndOneDevicesAreTooMany() {
    String device = "{'id':'x','importMode':'delete'}";
    assertThat(
            bulk("[" + (device + ",").repeat(100) + device + "]").json().path("Message").asText())
        .contains("1 to 100");
  }

  private static JsonNode created(String id) {
    String keys = "{'symmetricKey':{'primaryKey':'" + KEY + "','secondaryKey':'" + KEY + "'}}";
    RestProbe.Reply reply =
        owner.send("PUT", "/devices/" + id, json("{'authentication':" + keys + "}"));
    assertThat(reply.status()).isEqualTo(200);
    return reply.json();
  }

  private static RestProbe.Reply bulk(String body) {
    return owner.send("POST", "/devices?api-version=2021-04-12", json(body));
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }
}
