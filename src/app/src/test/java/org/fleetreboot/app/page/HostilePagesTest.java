package org.fleetreboot.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages for somebody who means harm: by what is in the journal, or by what is sent. */
class HostilePagesTest {
  private static final String DEVICE = "off\"><img src=x onerror=alert(1)>\u202e'&";
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-09-01T00:00:00Z"));

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final PastRuns past;
  private final RunningApi api;

  HostilePagesTest(@TempDir Path directory) {
    past = PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"));
    past.nights("<script>", 1, DEVICE, "pump-1");
    api =
        RunningApi.of(
            FleetThat.knows(
                Map.of(
                    "view",
                    past.journal().view(),
                    "hubs",
                    List.of(PastRuns.HUB),
                    "hubStates",
                    FleetThat.goodHub(PastRuns.HUB))),
            NOW,
            past.journal());
  }

  @BeforeEach
  void signIn() throws Exception {
    assertThat(get(api.signInUrl()).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    api.close();
    past.close();
  }

  @Test
  void whatIsInTheJournalStaysText() throws Exception {
    for (String path : List.of("/", "/devices", Texts.path("runs", "<script>-1", "devices"))) {
      HttpResponse<String> page = get(api.url() + path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body())
          .as(path)
          .doesNotContain("<img src=x", "<script>-", "\u202e")
          .contains(path.equals("/") ? "&lt;script" : "&lt;img src=x");
      assertThat(page.headers().firstValue("Content-Security-Policy"))
          .hasValue(PageProcessor.POLICY);
    }
  }

  @Test
  void aFormOfAnotherPageOrdersNothing() throws Exception {
    HttpResponse<String> refused =
        client.send(
            HttpRequest.newBuilder(URI.create(api.url() + "/stop"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("reason=x&form=guessed"))
                .build(),
            BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("nothing was changed");
  }

  @Test
  void nothingIsSentWhileNothingHasChanged() throws Exception {
    String page = get(api.url() + "/").body();
    String refresh = page.replaceAll("(?s).*hx-get=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
    HttpResponse<String> again =
        client.send(
            HttpRequest.newBuilder(URI.create(api.url() + refresh))
                .header("HX-Request", "true")
                .build(),
            BodyHandlers.ofString());

    assertThat(again.statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }
}
