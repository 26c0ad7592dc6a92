package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.fleetreboot.app.http.ServerSettings;
import org.fleetreboot.app.http.TlsFiles;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a certificate, the server speaks TLS only, and programs of its owner know it by that. */
class TlsTest {
  private static final String NAME = "fleet.example.com";

  private final Path directory;
  private final TlsFiles tls;
  private final FileJournal journal;
  private final RunningApi api;
  private final URI url;

  TlsTest(@TempDir Path directory) {
    this.directory = directory;
    tls = TlsFiles.of(directory, NAME);
    journal = JournalFile.open(directory.resolve("journal.db"), InstantSource.system());
    api =
        RunningApi.of(
            FleetThat.knows(Map.of("hubStates", FleetThat.goodHub("plant"))),
            InstantSource.system(),
            journal,
            ServerSettings.read(
                directory,
                Map.of(
                    "reboot.api.host",
                    "0.0.0.0",
                    "reboot.api.names",
                    NAME,
                    "reboot.api.tls.certificate",
                    tls.certificate().toString(),
                    "reboot.api.tls.key",
                    tls.key().toString(),
                    "reboot.api.oidc.issuer",
                    "https://issuer.example",
                    "reboot.api.oidc.client",
                    "client-1")));
    url = URI.create(api.url());
  }

  @AfterEach
  void close() {
    api.close();
    journal.close();
  }

  @Test
  void aClientThatTrustsItsAuthorityReachesItByItsName() throws Exception {
    String answer = overTls(NAME, "GET /api/hub HTTP/1.1", authorization());

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Strict-Transport-Security: max-age=31536000");
  }

  @Test
  void aNameThatIsNotSetIsRefused() throws Exception {
    assertThat(overTls("evil.example", "GET /api/hub HTTP/1.1", authorization()))
        .startsWith("HTTP/1.1 403")
        .contains("add the name to reboot.api.names");
  }

  @Test
  void aSessionsCookieIsForThisHostOverTlsAlone() throws Exception {
    String query = URI.create(api.signInUrl()).getRawQuery();

    assertThat(api.signInUrl()).startsWith("https://" + NAME + ":" + url.getPort());
    assertThat(overTls(NAME, "GET /sign-in?" + query + " HTTP/1.1"))
        .startsWith("HTTP/1.1 200")
        .containsPattern(
            "(?i)Set-Cookie: __Host-fleet-reboot-\\d+=[0-9a-f]{64}; Path=/;.*; Secure");
  }

  @Test
  void withoutTlsNothingIsAnswered() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setSoTimeout(60_000);
      send(socket, NAME, "GET /api/hub HTTP/1.1", authorization());

      assertThat(read(socket.getInputStream())).doesNotContain("HTTP");
    }
  }

  @Test
  void aCommandOfItsOwnerReachesItAndKnowsItByItsCertificate() {
    ApiClient client =
        ApiClient.of(new JournalInFile(directory.resolve("journal.db"))).orElseThrow();

    assertThat(client.ask("GET", "/api/hub", Map.of())).isPresent();
  }

  @Test
  void whoKnowsAnotherCertificateSendsNothing() {
    TlsFiles other = TlsFiles.of(directory.resolve("other"), NAME);
    HttpClient client = HttpClient.newBuilder().sslContext(other.trusted()).build();

    assertThatThrownBy(() -> get(client)).isInstanceOf(SSLHandshakeException.class);
    SSLContext pinned = PinnedCertificate.of(PinnedCertificate.text(other.authority())).context();
    assertThatThrownBy(() -> get(HttpClient.newBuilder().sslContext(pinned).build()))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("not the program that wrote the file");
  }

  @Test
  void theFileOfTheApiHoldsTheCertificateAndNoKey() throws Exception {
    String file = Files.readString(directory.resolve("journal.db.api.json"));

    assertThat(file).contains("\"certificate\"", "https://127.0.0.1:");
    assertThat(file.replaceAll("\\s", ""))
        .doesNotContain(
            Files.readString(tls.key()).replaceAll("-----.*-----", "").replaceAll("\\s", ""));
  }

  private HttpResponse<String> get(HttpClient client) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(api.url() + "/api/hub")).build(),
        BodyHandlers.ofString());
  }

  private String authorization() {
    return "Authorization: Bearer " + api.token();
  }

  /** The whole answer to a client that checks the certificate. */
  private String overTls(String host, String... lines) throws IOException {
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      try (SSLSocket socket =
          (SSLSocket)
              tls.trusted().getSocketFactory().createSocket(plain, NAME, url.getPort(), true)) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(60_000);
        send(socket, host, lines);
        return read(socket.getInputStream());
      }
    }
  }

  private static void send(Socket socket, String host, String... lines) throws IOException {
    String request =
        String.join("\r\n", lines)
            + "\r\nHost: "
            + host
            + ":"
            + socket.getPort()
            + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String read(InputStream answer) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    answer.transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }
}
