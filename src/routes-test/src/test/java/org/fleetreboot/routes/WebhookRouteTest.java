package org.fleetreboot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.routes.ShippedRoutes.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fleetreboot.reboot.testkit.LogLines;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.routes.WebServer.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** routes/webhook.yaml with a web server, as it is shipped. */
class WebhookRouteTest {
  private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final Sinks sinks = new Sinks();

  @AfterEach
  void stop() {
    sinks.close();
  }

  @Test
  void aResultIsOneSignedPostOfACloudEvent() throws Exception {
    try (WebServer server = new WebServer()) {
      RouteRunner routes = start("http://localhost:" + server.port() + "/reboots?team=ops");
      sinks.run(routes, "r1");
      await().until(() -> server.received.size() == 1);
      Received post = server.received.get(0);
      assertThat(post.method() + " " + post.path()).isEqualTo("POST /reboots?team=ops");
      assertThat(post.headers().getFirst("Content-Type")).isEqualTo("application/cloudevents+json");
      JsonNode event = new ObjectMapper().readTree(post.body());
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      assertThat(event.path("type").asText()).startsWith("org.fleetreboot.run.settled.");
      assertThat(event.path("data").path("run").asText()).isEqualTo("r1");
      assertThat(event.path("id").asText()).isEqualTo(post.headers().getFirst("webhook-id"));
      assertThat(post.headers().getFirst("webhook-signature")).isEqualTo(signature(post));
      assertThat(post.headers().keySet()).noneMatch(name -> name.startsWith("Camel"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reboots?sig=a%2Bb%2F%3D&se=2026",
        "/reboots/a%2Fb?x=%26&y=%25",
        "/reboots?x=a+b",
        "/reboots?x=RAW(1)&password=p%40"
      })
  void theAddressIsUsedAsItIsWritten(String path) throws Exception {
    try (WebServer server = new WebServer()) {
      RouteRunner routes = start("http://localhost:" + server.port() + path);
      sinks.run(routes, "r1");
      await().until(() -> server.received.size() == 1);
      assertThat(server.received.get(0).path()).isEqualTo(path);
    }
  }

  @Test
  void noFailureShowsWhatIsSecretInTheAddress() throws Exception {
    try (WebServer server = new WebServer();
        LogLines log = LogLines.of("")) {
      server.answer = 500;
      RouteRunner routes = start("http://localhost:" + server.port() + "/reboots?x=hidden%2B");
      sinks.run(routes, "r1");
      await().until(() -> server.received.size() >= 2 && !log.lines().isEmpty());
      assertThat(log.texts())
          .anySatisfy(text -> assertThat(text).contains("/reboots?x=..."))
          .noneSatisfy(text -> assertThat(text).contains("hidden"));
    }
  }

  @Test
  void aServerThatFailsHoldsNothingElseUpAndGetsAllWhenItWorksAgain() {
    try (WebServer server = new WebServer()) {
      server.answer = 500;
      RouteRunner routes = start("http://localhost:" + server.port());
      for (String run : List.of("r1", "r2", "r3")) {
        sinks.run(routes, run);
      }
      await().until(() -> sinks.other.size() == 3);
      await().until(() -> server.received.size() >= 2);
      assertThat(server.taken()).isEmpty();
      server.answer = 200;
      await().until(() -> server.taken().size() == 3);
      assertThat(ids(server.taken())).isEqualTo(sinks.other);
      // The same event came again under the same id, and no other before it.
      assertThat(ids(server.received)).startsWith(sinks.other.get(0), sinks.other.get(0));
    }
  }

  @Test
  void aServerThatIsNotThereGetsAllLaterEvenAfterARestart() {
    int port;
    try (WebServer server = new WebServer()) {
      port = server.port();
    }
    RouteRunner routes = start("http://localhost:" + port);
    sinks.run(routes, "r1");
    sinks.run(routes, "r2");
    await().until(() -> sinks.other.size() == 2);
    sinks.stop();

    try (WebServer server = new WebServer(port)) {
      routes = start("http://localhost:" + port);
      await().until(() -> server.taken().size() == 2);
      sinks.run(routes, "r3");
      await().until(() -> server.taken().size() == 3);
      assertThat(ids(server.taken())).isEqualTo(sinks.other);
    }
  }

  @Test
  void aRedirectIsNotFollowedWithWhatWasMeantForAnother() {
    try (WebServer server = new WebServer()) {
      server.answer = 307;
      RouteRunner routes = start("http://localhost:" + server.port());
      sinks.run(routes, "r1");
      await().until(() -> server.received.size() >= 2);
      server.answer = 200;
      await().until(() -> server.taken().size() == 1);
    }
  }

  @Test
  void withoutTheSettingNothingIsSent() {
    RouteRunner routes = sinks.program().file(shipped("webhook.yaml"));
    sinks.start(routes);
    assertThat(routes.context().getRoute("webhook")).isNull();
  }

  private RouteRunner start(String url) {
    RouteRunner routes =
        sinks
            .program()
            .property("webhook.url", url)
            .property("webhook.secret", "whsec_" + SECRET)
            .file(shipped("webhook.yaml"));
    return sinks.start(routes);
  }

  private static List<String> ids(List<Received> received) {
    return received.stream().map(post -> post.headers().getFirst("webhook-id")).toList();
  }

  private static String signature(Received post) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
    String signed =
        post.headers().getFirst("webhook-id")
            + "."
            + post.headers().getFirst("webhook-timestamp")
            + "."
            + post.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
