package org.fleetreboot.app.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another site, another machine or a bad client sends changes nothing. */
class HostileRequestsTest {
  private final FileJournal journal;
  private final RunningApi api;
  private final URI url;

  HostileRequestsTest(@TempDir Path directory) {
    journal = JournalFile.open(directory.resolve("journal.db"), InstantSource.system());
    api =
        RunningApi.of(
            FleetThat.knows(Map.of("hubStates", FleetThat.goodHub("plant"))),
            InstantSource.system(),
            journal);
    url = URI.create(api.url());
  }

  @AfterEach
  void close() {
    api.close();
    journal.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "evil.example:80", "10.0.0.1"})
  void aRequestToAnotherHostIsRefused(String host) throws IOException {
    assertThat(status("GET /api/hub HTTP/1.1", "Host: " + host, authorization()))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
  })
  void anOrderFromThePageOfAnotherSiteIsRefused(String header, String value) throws IOException {
    assertThat(
            status(
                "POST /api/stop HTTP/1.1",
                "Host: " + url.getAuthority(),
                header + ": " + value,
                "Content-Length: 0",
                authorization()))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?token=", "?access_token=", "?Authorization=Bearer%20"})
  void aTokenInTheAddressIsNone(String query) {
    HttpResponse<String> refused = api.sendWithoutToken("/api/hub" + query + api.token());

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).doesNotContain(api.token());
    assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void headersWithTheNamesOfPathParametersAreIgnored() {
    HttpResponse<String> asked =
        api.send(
            api.request("/api/lint")
                .header("run", "other")
                .header("CamelHttpPath", "/api/hub")
                .GET());

    // The fleet of this test cannot lint, and is asked to.
    assertThat(asked.statusCode()).isEqualTo(500);
  }

  @Test
  void markupInAnAddressComesBackAsJson() {
    HttpResponse<String> refused =
        api.send(api.request("/api/%3Cscript%3Ealert(1)%3C/script%3E").GET());

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void aFormIsNoOrder() {
    HttpResponse<String> refused =
        api.send(
            api.request("/api/stop")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("reason=fire")));

    assertThat(refused.statusCode()).isEqualTo(415);
  }

  @Test
  void whoAsksForPagesTooOftenWaits() {
    HttpResponse<String> last = api.sendWithoutToken("/sign-in");
    for (int i = 0; i < 2_000 && last.statusCode() == 200; i++) {
      last = api.sendWithoutToken("/sign-in");
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
    // Whoever is known has a budget of their own.
    assertThat(api.send(api.request("/api/hub").GET()).statusCode()).isEqualTo(200);
  }

  @Test
  void aThousandIdleConnectionsLeaveRoomForTheNextOne() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 990; i++) {
        idle.add(new Socket(url.getHost(), url.getPort()));
      }
      assertThat(api.send(api.request("/api/hub").GET()).statusCode()).isEqualTo(200);
      for (int i = 0; i < 50; i++) {
        idle.add(new Socket(url.getHost(), url.getPort()));
      }
      // The last one is one too many, and is hung up on.
      assertThat(idle.get(idle.size() - 1).getInputStream().read()).isNegative();
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private String authorization() {
    return "Authorization: Bearer " + api.token();
  }

  /** The first line of the answer. */
  private String status(String... lines) throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }
}
