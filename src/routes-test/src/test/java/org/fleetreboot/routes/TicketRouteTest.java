package org.fleetreboot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.fleetreboot.routes.WebServer.Received;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes to ticket systems that the guide shows, with a web server. */
class TicketRouteTest {
  private final FleetByHand fleet = new FleetByHand();
  private final WebServer server = new WebServer();

  @AfterEach
  void stop() {
    fleet.close();
    server.close();
  }

  @Test
  void anIncidentIsOpenedOnceAndResolved() throws Exception {
    server.content = "{\"result\": []}";
    start("servicenow");
    missPump();
    Received open = request(2);
    assertThat(open.method() + " " + open.path()).isEqualTo("POST /api/now/table/incident");
    assertThat(open.headers().getFirst("Content-Type")).isEqualTo("application/json");
    JsonNode incident = new ObjectMapper().readTree(open.body());
    String key = incident.path("correlation_id").asText();
    assertThat(incident.path("short_description").asText())
        .isEqualTo("pump-1 is not back (run r1, step pumps)");
    assertThat(incident.path("description").asText()).contains("- pump-1: not-confirmed, ");
    assertThat(server.received.get(0).method() + " " + server.received.get(0).path())
        .isEqualTo(
            "GET /api/now/table/incident?sysparm_query=correlation_id="
                + key
                + "%5Eactive=true&sysparm_fields=sys_id");
    assertThat(open.headers().getFirst("Authorization")).startsWith("Basic ");

    server.content = "{\"result\": [{\"sys_id\": \"42\"}]}";
    returnPump();
    Received resolved = request(4);
    assertThat(resolved.method() + " " + resolved.path())
        .isEqualTo("PATCH /api/now/table/incident/42");
    assertThat(new ObjectMapper().readTree(resolved.body()).path("state").asText()).isEqualTo("6");
  }

  @Test
  void anIssueIsOpenedOnceAndDone() throws Exception {
    server.content = "{\"issues\": []}";
    start("jira");
    missPump();
    Received open = request(2);
    assertThat(open.method() + " " + open.path()).isEqualTo("POST /rest/api/2/issue");
    JsonNode fields = new ObjectMapper().readTree(open.body()).path("fields");
    assertThat(fields.path("project").path("key").asText()).isEqualTo("OPS");
    assertThat(fields.path("summary").asText())
        .isEqualTo("pump-1 is not back (run r1, step pumps)");
    assertThat(server.received.get(0).path())
        .isEqualTo(
            "/rest/api/2/search/jql?jql=labels=%22"
                + fields.path("labels").path(1).asText()
                + "%22&fields=status");

    server.content = "{\"issues\": [{\"id\": \"10001\"}]}";
    returnPump();
    Received done = request(4);
    assertThat(done.path()).isEqualTo("/rest/api/2/issue/10001/transitions");
    assertThat(done.body()).isEqualTo("{\"transition\":{\"id\":\"31\"}}");
  }

  private void start(String system) throws IOException {
    String page = Files.readString(Path.of("../../docs/guides/tell-who-is-not-back.md"));
    String routes =
        Arrays.stream(page.split("```yaml\n", -1))
            .map(part -> part.split("```", -1)[0])
            .filter(part -> part.contains("id: " + system + "\n"))
            .findFirst()
            .orElseThrow();
    fleet.routes().property(system + ".url", "http://localhost:" + server.port()).start(routes);
  }

  private void missPump() {
    fleet.reboot("r1", GroupOptions.DEFAULT, "pump-1");
    fleet.pass(Duration.ofMinutes(20));
  }

  private void returnPump() {
    fleet.comesBack("pump-1");
    fleet.pass(Duration.ofHours(2));
  }

  private Received request(int number) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.received).hasSize(number));
    return server.received.get(number - 1);
  }
}
