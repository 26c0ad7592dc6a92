package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.journal.view.FleetView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API tells of a journal with many runs. */
class ShownRunsTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-09-01T00:00:00Z"));

  private final PastRuns past;
  private final RunningApi api;

  ShownRunsTest(@TempDir Path directory) {
    past = PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"));
    past.nights("nightly", 5, "pump-1", "off-2");
    past.nights(
        "weekly", 1, IntStream.range(0, 60).mapToObj(n -> "off-" + n).toArray(String[]::new));
    api = RunningApi.of(fleetWith(past.journal().view()), NOW, past.journal());
  }

  @AfterEach
  void close() {
    api.close();
    past.close();
  }

  @Test
  void runsComeInPagesTheNewestFirst() {
    JsonNode first = get("runs", "limit=4");
    assertThat(first.path("runs").findValuesAsText("run"))
        .containsExactly("weekly-1", "nightly-5", "nightly-4", "nightly-3");

    JsonNode second = get("runs", "limit=4&after=" + first.path("next").asText());
    assertThat(second.path("runs").findValuesAsText("run"))
        .containsExactly("nightly-2", "nightly-1");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void runsAreChosenByChainStatusAndTime() {
    assertThat(get("runs", "chain=weekly").findValuesAsText("run")).containsExactly("weekly-1");
    assertThat(get("runs", "status=running,paused").path("runs")).isEmpty();
    assertThat(ids("since=2026-08-02T00:00:00Z&until=2026-08-03T00:00:00Z"))
        .containsExactly("nightly-2");
    assertThat(get("runs", "since=28d").findValuesAsText("run"))
        .containsExactly("weekly-1", "nightly-5", "nightly-4");
  }

  @Test
  void aRunHasItsCountsButNotItsDevices() {
    JsonNode run = get("runs/weekly-1", "");

    assertThat(run.has("devices")).isFalse();
    assertThat(run.path("statuses").path("offline").asInt()).isEqualTo(60);
    assertThat(run.path("steps")).hasSize(1);
  }

  @Test
  void theDevicesOfARunComeInPages() {
    JsonNode first = get("runs/weekly-1/devices", "outcome=offline");
    assertThat(first.path("devices")).hasSize(50);
    assertThat(first.path("statuses").path("offline").asInt()).isEqualTo(60);

    String next = first.path("next").asText();
    assertThat(get("runs/weekly-1/devices", "outcome=offline&after=" + next).path("devices"))
        .hasSize(10);
    assertThat(get("runs/nightly-2/devices", "device=pump-1").findValuesAsText("status"))
        .containsExactly("confirmed");
    assertThat(get("runs/nightly-2/devices", "reason=Twice").findValuesAsText("device"))
        .containsExactly("off-2");
  }

  @Test
  void theHistoryNamesWhoAskedAndTheProof() {
    JsonNode newest = get("history", "outcome=confirmed&limit=1").path("devices").get(0);

    assertThat(newest.path("run").asText()).isEqualTo("nightly-5");
    assertThat(newest.path("by").path("name").asText()).isEqualTo("anna");
    assertThat(newest.path("proof").path("partition").asText()).isEqualTo("hub/plant-7");
    assertThat(get("history", "device=off-2&run=nightly-1").path("devices")).hasSize(1);
  }

  @Test
  void theFieldsOfAnAnswerHaveAnOrder() {
    List<String> names = new ArrayList<>();
    get("history", "limit=1").path("devices").get(0).fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .containsExactly(
            "at", "device", "status", "detail", "run", "step", "chain", "hub", "by", "trigger",
            "proof");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs | limit=0 | limit must be a number from 1 to 1000.",
        "runs | limit=1001 | limit must be a number from 1 to 1000.",
        "runs | limit=few | limit must be a number from 1 to 1000.",
        "runs | after=x | after must be the 'next' of an earlier answer to the same question.",
        "runs | chian=nightly | Unknown parameter 'chian'; there are chain, hub, status, since, until,"
            + " limit, after.",
        "runs | status=pausd | status: unknown status 'pausd'; use one or more of: running, paused,"
            + " cancelling, completed, failed, cancelled, skipped.",
        "runs | since=yesterday | since: invalid time 'yesterday'; use a date like 2026-10-01, a"
            + " time like 2026-10-01T02:30, or how long ago, like 30d or 12h.",
        "runs | limit=1&limit=2 | limit is given twice.",
        "runs/weekly-1 | devices=true | There are no parameters; 'devices' has no meaning here.",
        "history | outcome=waiting | outcome: unknown outcome 'waiting'; use one or more of:"
            + " confirmed, rejected, offline, not-confirmed, unknown, failed, skipped, cancelled.",
        "history | reason=twice | reason alone would read every device of every run: add since, run"
            + " or device.",
        "history | after=x | after must be the 'next' of an earlier answer to the same question.",
      })
  void aBadParameterIsRefusedWithASentence(String path, String query, String sentence) {
    assertRefused(ask(path, query), 400, sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "runs/nightly-0, Run nightly-0 is elsewhere.",
    "runs/nightly-0/devices, Run nightly-0 is elsewhere.",
    "runs/nightly-9, Unknown run 'nightly-9'; GET /api/runs lists all runs.",
  })
  void aRunThatIsNotInTheJournalIsInItsArchiveOrUnknown(String path, String sentence) {
    assertRefused(ask(path, ""), 404, sentence);
  }

  private List<String> ids(String query) {
    return get("runs", query).findValuesAsText("run");
  }

  private JsonNode get(String path, String query) {
    HttpResponse<String> answer = ask(path, query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningApi.json(answer);
  }

  private HttpResponse<String> ask(String path, String query) {
    return api.send(api.request("/api/" + path + (query.isEmpty() ? "" : "?" + query)).GET());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String sentence) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(RunningApi.json(answer).path("detail").asText()).isEqualTo(sentence);
  }

  /** A fleet that is asked for what is known alone. */
  private static Fleet fleetWith(FleetView view) {
    return (Fleet)
        Proxy.newProxyInstance(
            Objects.requireNonNull(Fleet.class.getClassLoader()),
            new Class<?>[] {Fleet.class},
            (fleet, asked, arguments) ->
                switch (asked.getName()) {
                  case "view" -> view;
                  case "archived" ->
                      arguments[0].equals("nightly-0")
                          ? Optional.of("Run nightly-0 is elsewhere.")
                          : Optional.empty();
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }
}
