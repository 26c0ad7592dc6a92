package org.fleetreboot.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.ProgramProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do on the pages, in a real browser: one program and one browser, because each takes
 * seconds to start. Screenshots go to {@code target/screenshots}.
 */
class DashboardTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127[.]0[.]0[.]1:\\d+/sign-in\\S+");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final boolean REQUIRED = Boolean.getBoolean("browser.required");

  /** A gate between the canaries and the sensors, and less patience. */
  private static final String ROUTE =
      """
      - route:
          id: demo
          from:
            uri: reboot-run:demo
            steps:
              - to:
                  id: demo-canary
                  uri: reboot:group/canary
                  parameters: { query: "tags.ring = 'canary'", confirmWithin: "12s", firstPoll: "1s", pollEvery: "1s" }
              - to: { id: demo-gate, uri: "reboot:approval/gate?timeout=1h" }
              - to:
                  id: demo-rest
                  uri: reboot:group/rest
                  parameters: { query: "tags.role IN ['gateway', 'sensor']", responseTimeout: "5s", confirmWithin: "8s", firstPoll: "1s", pollEvery: "1s" }
      """;

  @Test
  void peopleWatchARunAndActOnIt(@TempDir Path directory) throws Exception {
    assumeTrue(
        Browser.isInstalled() || REQUIRED, "no browser: apt-get install chromium chromium-driver");
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(routes.resolve("demo.yaml"), ROUTE);
    Files.copy(CommandLineRun.HOME.resolve("routes/reboot.yaml"), routes.resolve("reboot.yaml"));
    try (ProgramProcess demo =
            ProgramProcess.start(directory, Map.of(), "demo", "--keep", "--devices", "30");
        Browser browser = Browser.open()) {
      browser.looks(1200, 900, false);
      String address = address(demo);
      String root = address.substring(0, address.indexOf("/sign-in"));

      nobodySeesAnythingBeforeSigningIn(browser, root);
      browser.go(address);
      browser.sees("Under way");
      String run = browser.run("return document.querySelector('h3 a').textContent").asText();
      theAddressWorksOnce(browser, address);

      browser.go(root + "/runs/" + run);
      aRunIsPausedAndResumed(browser);
      aGateIsApproved(browser);
    }
  }

  private static String address(ProgramProcess demo) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              Matcher found = ADDRESS.matcher(demo.err());
              return found.find() ? found.group() : "";
            },
            found -> !found.isEmpty());
  }

  private static void nobodySeesAnythingBeforeSigningIn(Browser browser, String root) {
    browser.go(root + "/hub");
    browser.sees("Sign in");
    assertThat(browser.run("return location.pathname").asText()).isEqualTo("/sign-in");
  }

  private static void theAddressWorksOnce(Browser browser, String address) {
    browser.go(address);
    browser.sees("used before");
    // A refusal is an error to the browser, too.
    assertThat(browser.console()).hasSize(1);
  }

  private static void order(Browser browser, String button, String reason) {
    browser.click(button);
    browser.sees("Why");
    browser.type("#reason", reason);
    browser.click("form.card button[type=submit]");
  }

  private static void aRunIsPausedAndResumed(Browser browser) {
    order(browser, "#pause", "the <b>line</b> is still up");
    browser.sees("the <b>line</b> is still up");
    browser.sees("paused");
    order(browser, "#resume", "it is down now");
    browser.sees("Approve demo-gate");
  }

  private static void aGateIsApproved(Browser browser) throws IOException {
    browser.screenshot(SCREENSHOTS.resolve("gate.png"));
    order(browser, "[id^=approve-]", "canaries are fine");
    browser.sees("canaries are fine");
  }
}
