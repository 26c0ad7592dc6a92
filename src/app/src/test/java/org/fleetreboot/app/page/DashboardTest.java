package org.fleetreboot.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.app.ProgramProcess;
import org.fleetreboot.app.api.FleetThat;
import org.fleetreboot.app.api.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * What people do on the pages, in a real browser and in this order: one program and one browser,
 * because each takes seconds to start. The run waits at a gate until somebody approves it, so that
 * nothing here depends on how fast the machine is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127[.]0[.]0[.]1:\\d+/sign-in\\S+");
  private static final boolean REQUIRED = Boolean.getBoolean("browser.required");
  private static final int DESKTOP = 1280;
  private static final int PHONE = 360;

  private static final String ROUTES =
      """
      - route:
          id: demo
          from:
            uri: reboot-run:demo
            steps:
              - to: { id: demo-gate, uri: "reboot:approval/gate?timeout=1h" }
              - to:
                  id: demo-fleet
                  uri: reboot:group/fleet
                  parameters: { query: "tags.role IN ['gateway', 'sensor']", maxInFlight: 12, maxFailed: "50%", responseTimeout: "5s", confirmWithin: "8s", firstPoll: "1s", pollEvery: "1s" }
      - route:
          id: night
          from:
            uri: reboot-run:night
            steps:
              - to: { id: night-gate, uri: "reboot:approval/gate?timeout=6h" }
      """;

  private static final Instant FIRST_NIGHT = Instant.parse("2026-07-01T10:00:00Z");
  private static final InstantSource SEPTEMBER =
      InstantSource.fixed(Instant.parse("2026-09-01T00:00:00Z"));

  private ProgramProcess demo;
  private Browser browser;
  private String address;
  private String root;
  private String run = "";

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    assumeTrue(
        Browser.isInstalled() || REQUIRED, "no browser: apt-get install chromium chromium-driver");
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(routes.resolve("demo.yaml"), ROUTES);
    Files.copy(CommandLineRun.HOME.resolve("routes/reboot.yaml"), routes.resolve("reboot.yaml"));
    demo = ProgramProcess.start(directory, Map.of(), "demo", "--keep", "--devices", "30");
    browser = Browser.open();
    browser.looks(DESKTOP, 900, false);
    address = address();
    root = address.substring(0, address.indexOf("/sign-in"));
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  @Order(1)
  void anAddressSignsInOnce() {
    browser.go(root + "/hub");
    browser.sees("Sign in");
    assertThat(browser.path()).isEqualTo("/sign-in");
    everybodyCanUseIt();

    browser.go(address);
    browser.sees("needs approval");
    run = browser.run("return document.querySelector('h3 a').textContent");
    assertThat(browser.console()).isEmpty();

    browser.go(address);
    browser.sees("used before");
    // A refusal is an error to the browser, too.
    assertThat(browser.console()).hasSize(1);
  }

  @Test
  @Order(2)
  void aRunIsPausedWithAReason() {
    browser.go(root + "/");
    everybodyCanUseIt();
    browser.follow(run);
    browser.sees("What it waits for");
    browser.click("#pause");
    browser.sees("Pause run " + run + "?");
    everybodyCanUseIt();
    browser.type("#reason", "the <b>line</b> is still up");
    browser.click("form.card button[type=submit]");

    browser.sees("the <b>line</b> is still up");
    browser.sees("paused");
  }

  @Test
  @Order(3)
  void aGateIsApprovedByTheKeyboardAlone() {
    browser.go(root + "/runs/" + run);
    browser.press(Keys.TAB);
    assertThat(browser.focused()).isEqualTo("Skip to the content");
    assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    List<String> reached = new ArrayList<>();
    do {
      browser.press(Keys.TAB);
      reached.add(browser.focused());
    } while (!reached.contains("Approve demo-gate") && reached.size() < 20);
    assertThat(reached)
        .containsExactly(
            "fleet-reboot",
            "Runs",
            "Devices",
            "Hub",
            "Sign out",
            "Runs",
            "Resume",
            "Cancel",
            "Approve demo-gate");
    browser.press(Keys.ENTER);
    browser.sees("Approve step demo-gate");
    assertThat(browser.focused()).isEqualTo("Why");
    browser.press("canaries are fine", Keys.ENTER);

    browser.sees("canaries are fine");
  }

  @Test
  @Order(4)
  void theSkipLinkLeadsPastTheNavigation() {
    browser.go(root + "/runs/" + run);
    browser.press(Keys.TAB);
    browser.press(Keys.ENTER);
    browser.press(Keys.TAB);
    assertThat(browser.focused()).isEqualTo("Runs");
    assertThat(browser.run("return document.activeElement.closest('main') !== null"))
        .isEqualTo("true");
  }

  @Test
  @Order(5)
  void aDeviceIsLeftOutBeforeItIsCalled() {
    // The run is paused, so that its devices were found and not called.
    browser.sees("27 waiting");
    find("sensor-07");
    browser.follow("Skip in " + run);
    browser.type("#reason", "its room is occupied");
    browser.click("form.card button[type=submit]");

    browser.sees("1 skipped");
    assertThat(browser.path()).isEqualTo("/runs/" + run);
  }

  @Test
  @Order(6)
  void anOpenPageShowsTheRunToItsEnd() throws IOException {
    browser.click("#resume");
    browser.type("#reason", "it is down now");
    browser.click("form.card button[type=submit]");
    browser.sees("it is down now");
    browser.run("window.loaded = 'once'");
    browser.seesMatch("[1-9]\\d* confirmed, ");
    Screenshots.take(browser, "page-run");
    browser.looks(PHONE, 780, true);
    Screenshots.take(browser, "page-phone");
    browser.looks(DESKTOP, 900, false);

    browser.sees("completed");
    assertThat(browser.run("return window.loaded")).isEqualTo("once");
    assertThat(browser.run("return document.querySelector('main [role=status]').textContent"))
        .isEqualTo("Run " + run + " is completed.");
    assertThat(browser.run("return document.querySelector('svg.chart').getAttribute('aria-label')"))
        .endsWith("26 called, 0 down now, 23 confirmed, 3 failed.");
    everybodyCanUseIt();
  }

  @Test
  @Order(7)
  void aPersonFindsOutWhyADeviceFailed() throws IOException {
    browser.go(root + "/runs/" + run);
    browser.follow("1 not-confirmed");
    browser.sees("sensor-05");
    everybodyCanUseIt();
    browser.follow("sensor-05");

    browser.sees("It was not seen to reboot in time");
    String reboot = browser.run("return document.querySelector('tbody tr').innerText");
    String marker = browser.run("return document.querySelector('.marker').firstChild.textContent");
    assertThat(marker).startsWith("20");
    assertThat(reboot)
        .contains("not-confirmed", "was still " + marker, "→ no change seen")
        .containsPattern("(?s)(\\d\\d:\\d\\d:\\d\\d).*(\\d\\d:\\d\\d:\\d\\d)");
    everybodyCanUseIt();
    browser.looks(DESKTOP, 800, false);
    Screenshots.take(browser, "page-device");
  }

  @Test
  @Order(8)
  void aDeviceThatRebootedShowsBothMarkers() {
    browser.go(root + "/devices/sensor-06");
    browser.sees("confirmed");
    String[] markers =
        browser.run("return document.querySelector('.marker').innerText").split("\n→ ", -1);
    assertThat(markers).hasSize(2).doesNotHaveDuplicates().allMatch(one -> one.startsWith("20"));
  }

  @Test
  @Order(9)
  void aRunIsCancelledWithAReason() throws Exception {
    begin("night");
    browser.go(root + "/");
    browser.sees("Step night-gate needs approval.");
    browser.looks(DESKTOP, 480, false);
    Screenshots.take(browser, "page-runs");
    browser.looks(DESKTOP, 900, false);
    browser.run("document.querySelector('h3 a').click()");
    browser.sees("night-gate");
    browser.click("#cancel");
    browser.sees("This cannot be undone.");
    browser.type("#reason", "the plant works tonight");
    browser.click("form.card button[type=submit]");

    browser.sees("cancelled");
    browser.sees("the plant works tonight");
    browser.go(root + "/");
    browser.sees("No run is under way");
    everybodyCanUseIt();
    browser.go(root + "/hub");
    browser.sees("Reads of twins");
    everybodyCanUseIt();
  }

  @Test
  @Order(10)
  void noPageAsksAnotherServerOrBreaksItsPolicy() {
    assertThat(browser.servers()).containsExactly(root);
    assertThat(browser.console()).isEmpty();
  }

  @Test
  @Order(11)
  void lastMonthsRebootsOfADeviceAreFound(@TempDir Path directory) {
    try (PastRuns past = PastRuns.in(directory.resolve("journal.db"), FIRST_NIGHT);
        RunningApi api = someWeeksLater(past)) {
      browser.go(api.signInUrl());
      browser.sees("Runs");
      browser.go(api.url() + "/devices");
      browser.type("#device", "pump-7");
      browser.type("#since", "2026-08-01");
      browser.type("#until", "2026-09-01");
      browser.press(Keys.ENTER);

      browser.sees("nightly-32");
      List<String> days =
          Stream.of(
                  browser
                      .run(
                          "return [...document.querySelectorAll('[data-label=at]')].map(e => e.innerText.slice(0, 7)).join()")
                      .split(",", -1))
              .toList();
      assertThat(days).hasSize(31).containsOnly("2026-08");
      everybodyCanUseIt();
      browser.type("#reason", "offline");
      browser.press(Keys.ENTER);
      browser.sees("No device matches.");
      assertThat(browser.console()).isEmpty();
    }
  }

  private static RunningApi someWeeksLater(PastRuns past) {
    past.nights("nightly", 62, "pump-7", "off-3");
    return RunningApi.of(
        FleetThat.knows(
            Map.of(
                "view",
                past.journal().view(),
                "hubs",
                List.of(PastRuns.HUB),
                "hubStates",
                FleetThat.goodHub(PastRuns.HUB))),
        SEPTEMBER,
        past.journal());
  }

  private String address() throws IOException {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !demo.isRunning() || ADDRESS.matcher(demo.err()).find());
    Matcher found = ADDRESS.matcher(demo.err());
    assertThat(found.find()).as(demo.err()).isTrue();
    return found.group();
  }

  /** As a person does who knows the id: typed, among however many devices. */
  private void find(String device) {
    browser.type("#find", device + Keys.ENTER);
    browser.sees(device);
    browser.follow(device);
    browser.sees("What happens next");
  }

  /** With a mouse or without, in light and dark, on a desktop and on a phone. */
  private void everybodyCanUseIt() {
    assertThat(browser.barriers()).as(browser.path()).isEmpty();
    browser.looks(PHONE, 780, true);
    assertThat(browser.barriers()).as(browser.path() + " on a phone, in dark").isEmpty();
    assertThat(browser.overflow()).as(browser.path() + " on a phone").isZero();
    browser.looks(DESKTOP, 900, false);
  }

  private void begin(String chain) throws Exception {
    Path file;
    try (Stream<Path> files = Files.list(demo.directory().resolve("data"))) {
      file = files.filter(one -> one.toString().endsWith(".api.json")).findFirst().orElseThrow();
    }
    HttpRequest begin =
        HttpRequest.newBuilder(URI.create(root + "/api/runs"))
            .header(
                "Authorization",
                "Bearer " + new ObjectMapper().readTree(file.toFile()).path("token").asText())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"chain\": \"%s\"}".formatted(chain)))
            .build();
    var answer = HttpClient.newHttpClient().send(begin, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
  }
}
