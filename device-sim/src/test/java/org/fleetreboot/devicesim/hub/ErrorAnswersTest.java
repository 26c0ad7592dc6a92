package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hub refuses over REST, and with which body. */
class ErrorAnswersTest {
  private static LocalHub hub;
  private static RestProbe owner;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().start();
    hub.register("pump-7");
    owner = RestProbe.owner(hub);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves(value = "Access", errors = "401002")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic abc",
        "Bearer ",
        "SharedAccessSignature",
        "SharedAccessSignature sr=127.0.0.1&sig=AAAA&se=4102444800&skn=iothubowner",
        "SharedAccessSignature sr=127.0.0.1&sig=AAAA&se=4102444800&skn=nobody",
        "SharedAccessSignature sr=127.0.0.1&sig=%%%&se=4102444800&skn=iothubowner",
        "SharedAccessSignature sr=127.0.0.1&sig=AAAA&se=soon&skn=iothubowner",
        "SharedAccessSignature sr=%ZZ&sig=AAAA&se=4102444800&skn=iothubowner",
      })
  void aBadTokenIs401InTheShapeOfTheRegistry(String authorization) {
    RestProbe.Reply reply =
        (authorization.isEmpty()
                ? RestProbe.anonymous(hub)
                : RestProbe.anonymous(hub).with(authorization))
            .send("GET", "/twins/pump-7?api-version=2021-04-12", "");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("Message").asText())
        .isEqualTo("ErrorCode:IotHubUnauthorizedAccess;Unauthorized");
    assertThat(reply.json().path("ExceptionMessage").asText()).startsWith("Tracking ID:");
    assertThat(reply.headers().firstValue("iothub-errorcode")).hasValue("IotHubUnauthorizedAccess");
  }

  @Test
  void anExpiredTokenIs401EvenWhenItsSignatureIsGood() throws Exception {
    var later = Instant.now().plusSeconds(7200);
    try (LocalHub ahead = LocalHub.builder().clock(ManualClock.at(later)).start()) {
      assertThat(RestProbe.owner(ahead).send("GET", "/devices", "").status()).isEqualTo(401);
    }
  }

  @Proves("Access")
  @Test
  void anEntraTokenIsRefusedUnlessTheHubIsToldToTakeThem() throws Exception {
    assertThat(
            RestProbe.anonymous(hub).with("Bearer abc").send("GET", "/twins/pump-7", "").status())
        .isEqualTo(401);
    try (LocalHub trusting = LocalHub.builder().entraId(true).start()) {
      assertThat(
              RestProbe.anonymous(trusting).with("Bearer abc").send("GET", "/devices", "").status())
          .isEqualTo(200);
    }
  }

  @Proves("Access")
  @ParameterizedTest(name = "a token for {0} at {1}: {2}")
  @CsvSource({
    "'', /devices/pump-7, 200",
    "/devices, /devices/pump-7, 200",
    "/devices/pump-7, /devices/pump-7, 200",
    "/devices/pump-7, /devices, 401",
    "/devices/pump, /devices/pump-7, 401",
    "/devices/nobody, /devices/pump-7, 401",
    "/devices, /twins/pump-7, 401",
    "/twins/pump-7, /twins/pump-7, 200",
  })
  void aTokenOpensWhatIsBelowItsResource(String resource, String path, int status) {
    String token = PahoDevice.policyToken(hub, hub.ownerConnectionString(), resource);
    assertThat(RestProbe.anonymous(hub).with(token).send("GET", path, "").status())
        .isEqualTo(status);
  }

  @Test
  void aTokenForAnotherHubIs401() throws Exception {
    try (LocalHub other = LocalHub.builder().start()) {
      String foreign = ServiceSdk.credential(other, other.ownerConnectionString()).getSignature();
      assertThat(RestProbe.anonymous(hub).with(foreign).send("GET", "/devices", "").status())
          .isEqualTo(401);
    }
  }

  @Proves(value = "Direct methods", errors = "400004")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"methodName\":\"m\",\"responseTimeoutInSeconds\":4}   | responseTimeoutInSeconds must be within [5; 300].",
        "{\"methodName\":\"m\",\"responseTimeoutInSeconds\":301} | responseTimeoutInSeconds must be within [5; 300].",
        "{\"methodName\":\"m\",\"connectTimeoutInSeconds\":301}  | connectTimeoutInSeconds must be within [0; 300].",
        "{\"methodName\":\"m\",\"connectTimeoutInSeconds\":-1}   | connectTimeoutInSeconds must be within [0; 300].",
        "{\"methodName\":\"m\",\"connectTimeoutInSeconds\":1.5}  | connectTimeoutInSeconds must be a whole number of seconds.",
        "{\"methodName\":\"a b\"}                                | methodName must be 1 to 128",
        "{}                                                      | methodName must be 1 to 128",
        "[]                                                      | The body must be a JSON object.",
        "{\"methodName\":                                        | The body is not JSON: unexpected end",
      })
  void aMalformedCallIs400004(String body, String message) {
    RestProbe.Reply reply = owner.send("POST", "/twins/pump-7/methods", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(400004);
    assertThat(reply.inner().path("message").asText()).contains(message);
    assertThat(reply.json().path("ExceptionMessage").asText()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\": \"", "{\"a\": NaN}", "deep", "long"})
  void whatIsWrongWithABodyIsSaidWithoutTheSettingsOfTheParser(String body) {
    String sent =
        switch (body) {
          case "deep" -> "[".repeat(2000);
          case "long" -> "9".repeat(2000);
          default -> body;
        };
    RestProbe.Reply reply = owner.send("POST", "/twins/pump-7/methods", sent);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.inner().path("message").asText())
        .startsWith("The body is not JSON: ")
        .doesNotContain("Feature")
        .doesNotContain("Constraints");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%ZZ", "0", "1001", "many", ""})
  void aListOfNoGoodLengthIs400(String top) {
    RestProbe.Reply reply =
        RawHttp.exchange(
            hub,
            "GET /devices?top=" + top + " HTTP/1.1\r\nAuthorization: " + ownerToken() + "\r\n\r\n");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("Message").asText()).startsWith("ErrorCode:ArgumentInvalid;");
  }

  @Proves(value = "Direct methods", errors = "413001")
  @Test
  void aPayloadOver128KilobytesIs413() {
    RestProbe.Reply reply =
        owner.send(
            "POST",
            "/twins/pump-7/methods",
            "{\"methodName\":\"m\",\"payload\":\"" + "x".repeat(128 * 1024) + "\"}");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.errorCode()).isEqualTo(413001);
  }

  @Test
  void aRequestLineOrHeadersThatAreTooLongAreNamed() {
    String rest = " HTTP/1.1\r\nAuthorization: " + ownerToken() + "\r\n";
    String longText = "x".repeat(9000);
    RestProbe.Reply line = RawHttp.exchange(hub, "GET /devices/" + longText + rest + "\r\n");
    RestProbe.Reply headers =
        RawHttp.exchange(hub, "GET /devices" + rest + "X-Long: " + longText + "\r\n\r\n");
    assertThat(line.status()).isEqualTo(400);
    assertThat(line.text()).contains("The request line is longer than 4096 bytes.");
    assertThat(headers.status()).isEqualTo(400);
    assertThat(headers.text()).contains("The headers are longer than 8192 bytes.");
  }

  @Test
  void aBodyOverOneMegabyteThatIsAskedAboutFirstIs413001() {
    RestProbe.Reply reply =
        RawHttp.exchange(
            hub,
            "PUT /devices/pump-7 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2000000\r\n\r\n");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.errorCode()).isEqualTo(413001);
  }

  @Test
  void aBodyOverOneMegabyteIs413() {
    RestProbe.Reply reply = owner.send("POST", "/devices/query", "x".repeat(2 * 1024 * 1024));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(owner.send("GET", "/twins/pump-7", "").status()).isEqualTo(200);
  }

  @Proves(value = "Read a twin", errors = "404001")
  @Proves(value = "Registry", errors = "404001")
  @ParameterizedTest
  @CsvSource({"GET,/twins/nobody", "GET,/devices/nobody", "DELETE,/devices/nobody"})
  void anUnknownDeviceIs404InTheShapeOfTheRegistry(String method, String path) {
    RestProbe.Reply reply = owner.send(method, path, "", "If-Match", "*");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("Message").asText()).isEqualTo("ErrorCode:DeviceNotFound;nobody");
  }

  @Proves(value = "Registry", errors = "409001")
  @Test
  void aTakenIdIs409() {
    RestProbe.Reply reply = owner.send("PUT", "/devices/pump-7", "{\"deviceId\":\"pump-7\"}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.json().path("Message").asText())
        .isEqualTo(
            "ErrorCode:DeviceAlreadyExists;A device with ID 'pump-7' is already registered.");
  }

  @Proves(value = "Update a twin", errors = "412001")
  @Test
  void aStaleEtagIs412AndAFreshOneIsTakenWithQuotesAndWithout() {
    String patch = "{\"tags\":{\"a\":1}}";
    RestProbe.Reply stale = owner.send("PATCH", "/twins/pump-7", patch, "If-Match", "\"AAAA\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.errorCode()).isEqualTo(412001);
    RestProbe.Reply now = owner.send("GET", "/twins/pump-7", "");
    String quoted = now.headers().firstValue("ETag").orElseThrow();
    RestProbe.Reply taken = owner.send("PATCH", "/twins/pump-7", patch, "If-Match", quoted);
    assertThat(taken.status()).isEqualTo(200);
    String etag = taken.json().path("etag").asText();
    assertThat(owner.send("PATCH", "/twins/pump-7", patch, "If-Match", etag).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"POST,/jobs/create", "POST,/devices/pump-7", "GET,/", "GET,/calls"})
  void whatIsNotSupportedIsRefusedWithTheRequestLine(String method, String path) {
    RestProbe.Reply reply = owner.send(method, path, "");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("Message").asText())
        .contains("'" + method + " " + path + "' is not supported by the local hub");
  }

  @Proves(value = "Registry", errors = "400004")
  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "a%2Fb", "%C3%A9", "a%zz"})
  void anIdOutsideTheCharactersOfIotHubIs400(String id) {
    RestProbe.Reply reply = rawPut(id);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("Message").asText()).startsWith("ErrorCode:ArgumentInvalid;");
  }

  @Test
  void everyCharacterOfIotHubIsTaken() {
    String id = "Az09-.+%_*!(),:=@$'";
    RestProbe.Reply reply =
        owner.send("PUT", "/devices/" + URLEncoder.encode(id, StandardCharsets.UTF_8), "{}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("deviceId").asText()).isEqualTo(id);
  }

  private static String ownerToken() {
    return ServiceSdk.credential(hub, hub.ownerConnectionString()).getSignature();
  }

  private static RestProbe.Reply rawPut(String id) {
    return RawHttp.exchange(
        hub,
        "PUT /devices/"
            + id
            + " HTTP/1.1\r\nHost: h\r\nAuthorization: "
            + ownerToken()
            + "\r\nContent-Length: 2\r\n\r\n{}");
  }
}
