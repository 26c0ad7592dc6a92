package org.fleetreboot.app.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API answers before any run is asked for. */
class ApiRequestsTest {
  private static final String TOO_LARGE =
      "The body is larger than 16 MiB: split the list of devices.";

  private final FileJournal journal;
  private final RunningApi server;
  private final ApiFile api;

  ApiRequestsTest(@TempDir Path directory) {
    Path file = directory.resolve("journal.db");
    journal = JournalFile.open(file, InstantSource.system());
    server = RunningApi.of(FleetThat.knows(Map.of()), InstantSource.system(), journal);
    api = ApiFile.of(new JournalInFile(file), JournalFile.writer(file).orElseThrow()).orElseThrow();
  }

  @AfterEach
  void stop() {
    server.close();
    journal.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 100})
  void aBodyThatIsTooLargeIsRefusedWithAReason(int mebibytes) throws Exception {
    assertTooLarge(post(BodyPublishers.ofByteArray(new byte[mebibytes << 20])));
  }

  @Test
  void aBodyOfUnknownLengthIsRefusedIfItIsTooLarge() throws Exception {
    byte[] mebibyte = new byte[1 << 20];
    assertTooLarge(
        post(
            BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArrays(Collections.nCopies(40, mebibyte)))));
  }

  @Test
  void aBodyThatIsAnnouncedAsTooLargeIsRefusedBeforeItIsSent() throws IOException {
    URI url = URI.create(api.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(300_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /api/runs HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"
              .formatted(url.getAuthority(), api.token())
              .getBytes(US_ASCII));
      out.flush();
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
      assertThat(answer.lines().takeWhile(line -> !line.endsWith("}")).count()).isPositive();
    }
  }

  @Test
  void itAnswersWhileHundredsOfConnectionsSendHalfAHeader() throws Exception {
    URI url = URI.create(api.url());
    List<Socket> halves = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket half = new Socket(url.getHost(), url.getPort());
        halves.add(half);
        half.getOutputStream().write("GET /api/hub HTTP/1.1\r\nHost:".getBytes(US_ASCII));
      }
      assertThat(post(BodyPublishers.ofString("{")).statusCode()).isEqualTo(400);
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order-1 | {'chain':'c','runId':'r'} | Idempotency-Key and runId both name the run",
        "order-1 | {'chain':'c','newRunId':'r'} | Idempotency-Key and newRunId both name the run",
        "order-1 | {'chain':'c','takeUp':true} | Idempotency-Key is for a new run",
        "''      | {'chain':'c'} | Idempotency-Key is blank",
        "none    | {'chain':'c','runId':' '} | runId is blank",
        "none    | {'chain':'c','newRunId':''} | newRunId is blank",
        "none    | {'chain':'c','retry':'r'} | retry",
        "none    | {'chain':'c','hub':''} | hub is blank",
        "none    | {'chain':'c' | The body is not JSON: Unexpected end-of-input: expected close marker for Object (start marker at line: 1, column: 1).",
      })
  void aRunThatIsNotNamedClearlyIsNotBegun(String key, String body, String reason)
      throws Exception {
    HttpRequest.Builder request = request(BodyPublishers.ofString(body.replace('\'', '"')));
    if (!key.equals("none")) {
      request.header("Idempotency-Key", key);
    }
    HttpResponse<String> refused = send(request);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains(reason);
  }

  @Test
  void aQueryThatIsNotEncodedCorrectlyIsRefused() {
    assertThatThrownBy(() -> ApiQuery.of("chain=%E"))
        .isInstanceOf(HttpRefusal.class)
        .hasMessage("The query of the address is not encoded correctly.");
  }

  private static void assertTooLarge(HttpResponse<String> refused) throws IOException {
    assertThat(refused.statusCode()).isEqualTo(413);
    JsonNode json = new ObjectMapper().readTree(refused.body());
    assertThat(json.path("detail").textValue()).as(refused.body()).isEqualTo(TOO_LARGE);
  }

  private HttpResponse<String> post(BodyPublisher body) throws Exception {
    return send(request(body));
  }

  private HttpRequest.Builder request(BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(api.url() + "/api/runs"))
        .header("Authorization", "Bearer " + api.token())
        .header("Content-Type", "application/json")
        .POST(body);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }
}
