package org.fleetreboot.app.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A headless Chromium, driven by the protocol of W3C WebDriver through Debian's chromedriver. */
final class Browser implements AutoCloseable {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private Browser(int port) throws IOException {
    driver =
        new ProcessBuilder(DRIVER.toString(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String root = "http://127.0.0.1:" + port;
    Awaitility.await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> send("GET", root + "/status", null).path("ready").asBoolean());
    Map<String, Object> chrome =
        Map.of(
            "args",
            List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"));
    JsonNode begun =
        send(
            "POST",
            root + "/session",
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    Map.of(
                        "goog:chromeOptions",
                        chrome,
                        "goog:loggingPrefs",
                        Map.of("browser", "ALL")))));
    session = root + "/session/" + begun.path("sessionId").asText();
  }

  /** Whether there is one, once the process that installs it has ended. */
  static boolean isInstalled() {
    Optional.ofNullable(Long.getLong("browser.installer"))
        .flatMap(ProcessHandle::of)
        .ifPresent(
            installer ->
                installer.onExit().completeOnTimeout(installer, 5, TimeUnit.MINUTES).join());
    return Files.isExecutable(DRIVER);
  }

  static Browser open() throws IOException {
    return new Browser(freePort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private JsonNode send(String method, String url, @Nullable Object body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(SOON)
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      JsonNode value =
          JSON.readTree(client.send(request, BodyHandlers.ofString()).body()).path("value");
      if (value.has("error")) {
        throw new AssertionError(value.path("message").asText());
      }
      return value;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void go(String url) {
    send("POST", session + "/url", Map.of("url", url));
  }

  /** What the script returns. */
  JsonNode run(String script) {
    return send("POST", session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  String text() {
    return run("return document.body.innerText").asText();
  }

  /** Waits until the page shows that text. */
  void sees(String text) {
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(text()).contains(text));
  }

  void click(String css) {
    send("POST", element(css) + "/click", Map.of());
  }

  void type(String css, String text) {
    send("POST", element(css) + "/value", Map.of("text", text));
  }

  private String element(String css) {
    JsonNode found =
        send("POST", session + "/element", Map.of("using", "css selector", "value", css));
    return session + "/element/" + found.path(ELEMENT).asText();
  }

  /** What the console has said since it was last asked: errors, and violations of the policy. */
  List<String> console() {
    List<String> lines = new ArrayList<>();
    send("POST", session + "/se/log", Map.of("type", "browser"))
        .forEach(line -> lines.add(line.path("message").asText()));
    return lines;
  }

  /** A window of that size, in light or dark. */
  void looks(int width, int height, boolean dark) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", false));
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  private void command(String name, Map<String, Object> parameters) {
    var unused =
        send("POST", session + "/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    String picture = send("GET", session + "/screenshot", null).asText();
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  @Override
  public void close() {
    try {
      var unused = send("DELETE", session, null);
    } finally {
      driver.destroy();
    }
  }
}
