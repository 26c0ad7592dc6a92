package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.app.identity.PersonalTokens;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.app.identity.TokenRegister;
import org.fleetreboot.app.program.PastFleet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Browsers and programs follow the events of the journal. */
class LiveEventsTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Path tokens;
  private final String annas;
  private final PastRuns past;
  private final RunningApi api;

  LiveEventsTest(@TempDir Path directory) {
    tokens = directory.resolve("tokens.json");
    annas = new TokenRegister(tokens).add("anna", Set.of(Role.VIEWER), null);
    past = PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"));
    past.nights("nightly", 1, "pump-1");
    api =
        RunningApi.of(
            PastFleet.of(past.journal()),
            new PersonalTokens(tokens, InstantSource.system()),
            () -> Instant.parse("2026-09-01T00:00:00Z"),
            past.journal());
  }

  @AfterEach
  void close() {
    api.close();
    past.close();
  }

  @Test
  void aReaderGetsWhatHappensFromNowOn() throws Exception {
    try (Reader reader = new Reader("", Map.of())) {
      past.nights("weekly", 1, "pump-2");

      reader.awaitEvents("weekly-1", 3);
      assertThat(reader.lines).noneMatch(line -> line.contains("nightly-1"));
    }
  }

  @Test
  void aReaderThatComesBackMissesNothing() throws Exception {
    List<String> seen;
    try (Reader reader = new Reader("", Map.of())) {
      past.nights("weekly", 1, "pump-2");
      reader.awaitEvents("weekly-1", 3);
      seen = List.copyOf(reader.lines);
    }
    int last = lastId(seen);
    past.nights("monthly", 1, "pump-3");

    try (Reader again = new Reader("", Map.of("Last-Event-ID", seen.get(last).substring(4)))) {
      again.awaitEvents("monthly-1", 3);
      assertThat(again.lines.stream().filter(line -> line.startsWith("data: ")))
          .doesNotContainAnyElementsOf(seen.subList(0, Math.min(seen.size(), last + 3)));
    }
  }

  private static int lastId(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).startsWith("id: ")) {
        return i;
      }
    }
    throw new AssertionError(lines);
  }

  @Test
  void whoFollowsTooOftenKeepsNobodyElseOut() throws Exception {
    List<HttpResponse<InputStream>> answers = new ArrayList<>();
    try {
      for (int i = 0; i <= LiveEvents.MOST_EACH; i++) {
        answers.add(follow(annas));
      }
      answers.add(follow(api.token()));

      assertThat(answers)
          .extracting(HttpResponse::statusCode)
          .containsOnlyOnce(429)
          .last()
          .isEqualTo(200);
    } finally {
      for (HttpResponse<InputStream> answer : answers) {
        answer.body().close();
      }
    }
  }

  private HttpResponse<InputStream> follow(String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            api.request("/api/events/live")
                .setHeader("Authorization", "Bearer " + token)
                .GET()
                .build(),
            BodyHandlers.ofInputStream());
  }

  @Test
  void aReaderMayFollowOneDevice() throws Exception {
    try (Reader reader = new Reader("?device=pump-2", Map.of())) {
      past.nights("weekly", 1, "pump-2", "pump-3");

      reader.awaitEvents("pump-2", 2);
      assertThat(reader.lines).noneMatch(line -> line.contains("pump-3"));
    }
  }

  @Test
  void aReaderWhoseTokenIsRevokedIsHungUpOn() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.url() + "/api/events/live"))
            .header("Authorization", "Bearer " + annas)
            .build();
    try (InputStream body =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body()) {
      new TokenRegister(tokens).revoke("anna");

      assertTimeoutPreemptively(LONG, () -> body.readAllBytes());
    }
  }

  @Test
  void anIdThatIsNoneIsRefused() {
    HttpResponse<String> refused =
        api.send(api.request("/api/events/live").header("Last-Event-ID", "x y").GET());

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("Last-Event-ID must be the id of an earlier event.");
  }

  /** Collects the lines of the answer in the background. */
  private final class Reader implements AutoCloseable {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final InputStream body;

    private Reader(String query, Map<String, String> headers) throws Exception {
      HttpRequest.Builder request = api.request("/api/events/live" + query);
      headers.forEach(request::header);
      HttpResponse<InputStream> answer =
          HttpClient.newHttpClient().send(request.GET().build(), BodyHandlers.ofInputStream());
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      body = answer.body();
      var unused = CompletableFuture.runAsync(this::read);
      await().atMost(LONG).until(() -> lines.contains("retry: 2000"));
    }

    private void read() {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        reader.lines().forEach(lines::add);
      } catch (IOException | UncheckedIOException hungUp) {
        // The test is over.
      }
    }

    /** Each event is JSON of one line. */
    private void awaitEvents(String about, int atLeast) throws Exception {
      await()
          .atMost(LONG)
          .until(
              () ->
                  lines.stream()
                          .filter(line -> line.startsWith("data: ") && line.contains(about))
                          .count()
                      >= atLeast);
      for (String line : List.copyOf(lines)) {
        if (line.startsWith("data: ")) {
          assertThat(new ObjectMapper().readTree(line.substring(6)).isObject()).isTrue();
        }
      }
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
