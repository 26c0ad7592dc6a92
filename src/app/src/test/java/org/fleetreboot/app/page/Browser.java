package org.fleetreboot.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium, and what a person does and sees in it. */
final class Browser implements AutoCloseable {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(60);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
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

  static Browser open() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    return new Browser(
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options));
  }

  void go(String url) {
    driver.get(url);
  }

  String path() {
    return URI.create(String.valueOf(driver.getCurrentUrl())).getPath();
  }

  /** What the script returns. */
  String run(String script, Object... arguments) {
    return String.valueOf(driver.executeScript(script, arguments));
  }

  /** Waits until the page shows that text. */
  void sees(String text) {
    seesMatch(Pattern.quote(text));
  }

  /** Waits until the page shows a text like that. */
  void seesMatch(String pattern) {
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> assertThat(run("return document.body.innerText")).containsPattern(pattern));
  }

  void click(String css) {
    driver.findElement(By.cssSelector(css)).click();
  }

  void follow(String link) {
    driver.findElement(By.linkText(link)).click();
  }

  void type(String css, String text) {
    driver.findElement(By.cssSelector(css)).sendKeys(text);
  }

  /** Presses keys wherever the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** What has the focus, as a screen reader names it. */
  String focused() {
    return String.valueOf(driver.switchTo().activeElement().getAccessibleName());
  }

  /** What the console has said since it was last asked: errors, and violations of the policy. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The servers that were asked for something since this was last asked. */
  Set<String> servers() {
    Set<String> servers = new TreeSet<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = json(entry.getMessage()).path("message");
      URI asked = URI.create(message.at("/params/request/url").asText("").replaceAll("#.*", ""));
      if (message.path("method").asText().equals("Network.requestWillBeSent")
          && !"data".equals(asked.getScheme())) {
        servers.add(asked.getScheme() + "://" + asked.getAuthority());
      }
    }
    return servers;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A window of that size, in light or dark. */
  void looks(int width, int height, boolean dark) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                // Colours are what they will be, at once.
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  private void command(String name, Map<String, Object> parameters) {
    var unused = driver.executeCdpCommand(name, parameters);
  }

  /** What axe-core finds that somebody could not read, reach or understand; empty if nothing. */
  List<String> barriers() {
    try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
      if (axe == null) {
        throw new IllegalStateException("axe-core is not on the class path.");
      }
      var unused = driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run({ resultTypes: ['violations'] }).then((found) => done(found.violations.flatMap((one) =>
              one.nodes.map((node) => one.id + ': ' + node.html + ': ' + node.failureSummary))));
            """);
    return found instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
  }

  /** By how many pixels the page is wider than the window. */
  long overflow() {
    return Long.parseLong(
        String.valueOf(run("return document.documentElement.scrollWidth - window.innerWidth")));
  }

  /** A picture of the window, as PNG. */
  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
