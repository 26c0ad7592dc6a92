package org.fleetreboot.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.app.api.FleetThat;
import org.fleetreboot.app.api.RunningApi;
import org.fleetreboot.app.explain.Conditions;
import org.fleetreboot.app.explain.Explainer;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.ProgramPresence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a run on two hubs, each of which has devices of the same ids. */
class RunOnSeveralHubsPageTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-09-01T00:00:00Z"));

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final PastRuns past;
  private final RunningApi api;

  RunOnSeveralHubsPageTest(@TempDir Path directory) {
    past = PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"));
    past.nights("one", 1, "valve-1", "off-3");
    past.onHubs("north", "south").nights("two", 1, "pump-1", "off-2");
    api =
        RunningApi.of(
            FleetThat.knows(
                Map.of(
                    "view",
                    past.journal().view(),
                    "explainer",
                    new Explainer(
                        past.journal(),
                        new Conditions(
                            new ProgramPresence.AtWork(), HubStates.UNKNOWN, NOW.instant())),
                    "hubs",
                    List.of("north"),
                    "hubStates",
                    FleetThat.goodHub("north"))),
            NOW,
            past.journal());
  }

  @BeforeEach
  void signIn() throws Exception {
    assertThat(page(api.signInUrl())).isNotEmpty();
  }

  @AfterEach
  void close() {
    api.close();
    past.close();
  }

  @Test
  void aStepHasABarForEachHubAndATableTheHubOfEachDevice() throws Exception {
    assertThat(page(api.url() + "/runs/two-1"))
        .contains("4 of 4 settled")
        .contains("<ul class=\"hubs\"", "hub=north\">north</a>", "hub=south\">south</a>")
        .contains("2 of 2 settled")
        .contains("<th scope=\"col\">Hub</th>", "<td>north</td>", "<td>south</td>")
        .contains("Device 1 on north: 1 confirmed", "Device 2 on south: 1 offline");
  }

  @Test
  void aRunOnOneHubSaysNothingOfIt() throws Exception {
    assertThat(page(api.url() + "/runs/one-1"))
        .contains("Device 1: 1 confirmed")
        .doesNotContain("class=\"hubs\"", ">Hub</th>", "on plant-7");
    assertThat(page(api.url() + "/runs/one-1/devices")).doesNotContain("id=\"hub\"", ">Hub</th>");
  }

  @Test
  void theDevicesOfAHubAreChosen() throws Exception {
    assertThat(page(api.url() + "/runs/two-1/devices?hub=south"))
        .contains("<option value=\"south\" selected>", "<td>south</td>")
        .doesNotContain("<td>north</td>");
    assertThat(page(api.url() + "/devices?hub=north"))
        .contains("<td data-label=\"hub\">north</td>")
        .doesNotContain("<td data-label=\"hub\">south</td>", "plant-7</td>");
  }

  @Test
  void aDeviceOfTheSameIdOnTwoHubsHasARowForEach() throws Exception {
    assertThat(page(api.url() + "/devices/pump-1"))
        .contains("<td data-label=\"hub\">north</td>", "<td data-label=\"hub\">south</td>");
    assertThat(page(api.url() + "/devices/valve-1")).doesNotContain(">Hub</th>");
  }

  private String page(String url) throws Exception {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer.body();
  }
}
