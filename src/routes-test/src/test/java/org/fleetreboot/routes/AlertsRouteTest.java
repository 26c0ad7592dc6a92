package org.fleetreboot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.routes.ShippedRoutes.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** routes/alerts.yaml with a web server and a mail server, as it is shipped. */
class AlertsRouteTest {
  private static final GroupOptions OPTIONS = GroupOptions.DEFAULT;
  private static final Duration DEADLINE = Duration.ofMinutes(20);

  private final FleetByHand fleet = new FleetByHand();
  private final WebServer server = new WebServer();
  private final GreenMail mails =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @AfterEach
  void stop() {
    fleet.close();
    server.close();
    mails.stop();
  }

  @Test
  void aDeviceThatIsNotBackIsOnePostWithWhyAndAnotherWhenItIsBackLate() {
    startWebhook(fleet.routes(), "at-once");
    fleet.reboot("r1", OPTIONS, "pump-1", "pump-2");
    fleet.pass(Duration.ofSeconds(30));
    fleet.comesBack("pump-1");
    fleet.pass(DEADLINE);

    await().until(() -> posts().size() == 1);
    JsonNode open = posts().get(0);
    assertThat(open.path("status").asText()).isEqualTo("open");
    assertThat(open.path("chain").asText()).isEqualTo("nightly");
    assertThat(open.path("subject").asText()).isEqualTo("pump-2 is not back (run r1, step pumps)");
    JsonNode pump = open.path("devices").path(0);
    assertThat(pump.path("device").asText()).isEqualTo("pump-2");
    assertThat(pump.path("outcome").asText()).isEqualTo("not-confirmed");
    assertThat(pump.path("reason").asText()).isNotBlank();
    assertThat(open.path("text").asText())
        .contains("- pump-2: not-confirmed, " + pump.path("reason").asText());

    fleet.comesBack("pump-2");
    fleet.pass(Duration.ofHours(2));
    await().until(() -> posts().size() == 2);
    JsonNode closed = posts().get(1);
    assertThat(closed.path("status").asText()).isEqualTo("closed");
    assertThat(closed.path("devices").path(0).path("key")).isEqualTo(pump.path("key"));
  }

  @Test
  void aDeviceThatWasBackLateAndNotedIsToldOfAgainInALaterStep() {
    startWebhook(fleet.routes(), "at-once");
    fleet.begin("r1");
    var first = fleet.group("r1", "first", OPTIONS, List.of("pump-1"));
    fleet.pass(DEADLINE);
    fleet.comesBack("pump-1");
    fleet.pass(Duration.ofHours(2));
    await().until(() -> posts().size() == 2);
    assertThat(first.toCompletableFuture()).isDone();
    fleet.note("r1", "first", "pump-1", "its fan was replaced");

    GroupOptions again = OPTIONS.with(OPTIONS.callOptions().with().again(true).build());
    var second = fleet.group("r1", "second", again, List.of("pump-1"));
    fleet.pass(DEADLINE);

    assertThat(second.toCompletableFuture()).isDone();
    await().until(() -> posts().size() == 3);
    assertThat(posts())
        .extracting(post -> post.path("status").asText() + " " + post.path("step").asText())
        .containsExactly("open first", "closed first", "open second");
  }

  @Test
  void aReceiverThatWasDownIsToldAfterARestartAndOnlyOnce() {
    server.answer = 500;
    startWebhook(fleet.routes(), "at-once");
    fleet.reboot("r1", OPTIONS, "pump-1");
    fleet.pass(DEADLINE);
    await().until(() -> !server.received.isEmpty());

    RouteRunner routes = fleet.restart();
    server.answer = 200;
    startWebhook(routes, "at-once");
    await().until(() -> posts().size() == 1);

    startWebhook(fleet.restart(), "at-once");
    fleet.reboot("r2", OPTIONS, "pump-1");
    fleet.pass(DEADLINE);
    await().until(() -> posts().size() == 2);
    assertThat(posts()).extracting(post -> post.path("run").asText()).containsExactly("r1", "r2");
  }

  @Test
  void aNewReceiverIsNotToldOfTheDevicesOfOldRuns() {
    fleet.reboot("r1", OPTIONS, "pump-1");
    fleet.pass(DEADLINE);
    startWebhook(fleet.restart(), "at-once");
    fleet.reboot("r2", OPTIONS, "pump-2");
    fleet.pass(DEADLINE);

    await().until(() -> !posts().isEmpty());
    assertThat(posts()).extracting(post -> post.path("run").asText()).containsExactly("r2");
  }

  @Test
  void aMailAtTheEndNamesAllThatAreNotBackThenAndNobodyElse() throws Exception {
    mails.start();
    startMail(fleet.routes());
    fleet.reboot("r1", OPTIONS, "pump-1", "pump-2", "pump-3");
    fleet.pass(Duration.ofSeconds(30));
    fleet.comesBack("pump-2");
    fleet.pass(DEADLINE);

    await().until(() -> mails.getReceivedMessages().length == 1);
    MimeMessage mail = mails.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("2 devices are not back (run r1, step pumps)");
    assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ops@plant");
    assertThat(String.valueOf(mail.getContent()))
        .contains("- pump-1: not-confirmed, ", "- pump-3: not-confirmed, ")
        .doesNotContain("pump-2");

    startMail(fleet.restart());
    fleet.comesBack("pump-3");
    fleet.pass(Duration.ofHours(2));
    await().until(() -> mails.getReceivedMessages().length == 2);
    assertThat(mails.getReceivedMessages()[1].getSubject())
        .isEqualTo("pump-3 is back, late (run r1, step pumps)");
  }

  @Test
  void withoutTheSettingsNobodyIsTold() {
    RouteRunner routes = fleet.routes().file(shipped("alerts.yaml")).start();
    assertThat(routes.context().getRoutes()).isEmpty();
  }

  private void startWebhook(RouteRunner routes, String tell) {
    routes
        .property("alerts.url", "http://localhost:" + server.port() + "/hook")
        .property("alerts.tell", tell)
        .file(shipped("alerts.yaml"))
        .start();
  }

  private void startMail(RouteRunner routes) {
    routes
        .property("alerts.mail.to", "ops@plant")
        .property("alerts.mail.from", "reboots@plant")
        .property("alerts.mail.server", "smtp:127.0.0.1:" + mails.getSmtp().getPort())
        .file(shipped("alerts.yaml"))
        .start();
  }

  private List<JsonNode> posts() {
    return server.taken().stream().map(post -> read(post.body())).toList();
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
