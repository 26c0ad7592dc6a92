package org.fleetreboot.bench;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium that loads pages of the dashboard, and keeps them open. */
final class PageBrowser implements AutoCloseable {
  /** What the browser itself has measured about the page that it shows. */
  private static final String MEASURED =
      """
      const page = performance.getEntriesByType('navigation')[0];
      const all = [page, ...performance.getEntriesByType('resource')];
      const sum = (what) => all.reduce((total, one) => total + one[what], 0);
      return [page.responseStart, page.responseEnd,
        Math.max(page.loadEventEnd, ...window.busy),
        sum('transferSize'), sum('decodedBodySize'), page.decodedBodySize, document.querySelectorAll('*').length];
      """;

  /** The ends of tasks during which a page could not have answered a click. */
  private static final String WATCH_TASKS =
      """
      window.busy = [0];
      new PerformanceObserver((list) => list.getEntries().forEach((task) => window.busy.push(task.startTime + task.duration)))
        .observe({ type: 'longtask', buffered: true });
      """;

  private static final String COUNT_ASKED =
      """
      return performance.getEntriesByType('resource').filter((one) => one.initiatorType === 'xmlhttprequest').length;
      """;

  private static final List<String> NAMES =
      List.of(
          "firstByteMillis",
          "pageMillis",
          "interactiveMillis",
          "bytesTransferred",
          "bytesUncompressed",
          "bytesOfPage",
          "elements");

  private final ChromeDriver driver;
  private final String first;

  private PageBrowser(ChromeDriver driver) {
    this.driver = driver;
    this.first = driver.getWindowHandle();
  }

  /** Opens one that has signed in by that address. */
  static PageBrowser open(String signInUrl) {
    ChromeOptions options = new ChromeOptions();
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu");
    PageBrowser browser =
        new PageBrowser(
            new ChromeDriver(
                new ChromeDriverService.Builder()
                    .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                    .build(),
                options));
    browser.driver.get(signInUrl);
    var unused =
        browser.driver.executeCdpCommand(
            "Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_TASKS));
    return browser;
  }

  /** Loads a page as somebody does for the first time, with nothing in the cache. */
  Map<String, Long> load(String url) throws InterruptedException {
    var unused = driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    driver.get(url);
    // Tasks that the load has left are part of it.
    TimeUnit.SECONDS.sleep(2);
    List<?> numbers = (List<?>) driver.executeScript(MEASURED);
    if (numbers == null) {
      throw new IllegalStateException("Chromium has measured nothing.");
    }
    Map<String, Long> measured = new LinkedHashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      measured.put(NAMES.get(i), Math.round(((Number) numbers.get(i)).doubleValue()));
    }
    return measured;
  }

  /** Keeps another page open, in a window of its own: a hidden tab would ask less often. */
  void keepOpen(String url) {
    driver.switchTo().newWindow(WindowType.WINDOW);
    driver.get(url);
  }

  /** How often the page that was opened last has asked what has changed. */
  long asked() {
    return Long.parseLong(String.valueOf(driver.executeScript(COUNT_ASKED)));
  }

  /** Leaves only the window that it began with. */
  void closeOthers() {
    List<String> windows = List.copyOf(driver.getWindowHandles());
    for (String window : windows) {
      if (!window.equals(first)) {
        driver.switchTo().window(window).close();
      }
    }
    driver.switchTo().window(first);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
