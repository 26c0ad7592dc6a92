package org.fleetreboot.bench;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.api.ApiServer;

/**
 * Ten who watch a run, as people do: four open pages, three programs that are sent the events, and
 * three terminals with {@code get --watch}. Pages and terminals are processes of their own.
 */
final class Watchers implements AutoCloseable {
  private static final int PAGES = 4;
  private static final int READERS = 3;
  private static final int TERMINALS = 3;

  private final PageBrowser browser;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> terminals = new ArrayList<>();

  private Watchers(PageBrowser browser) {
    this.browser = browser;
  }

  static Watchers begin(PageBrowser browser, ApiServer api, Path journal, Path folder, String run)
      throws Exception {
    Watchers watchers = new Watchers(browser);
    for (int n = 0; n < PAGES; n++) {
      browser.keepOpen(api.url() + "/runs/" + run);
    }
    for (int n = 0; n < READERS; n++) {
      watchers.follow(api);
    }
    List<String> words = Followers.withJournal(List.of("get", run, "--watch"), journal);
    for (int n = 0; n < TERMINALS; n++) {
      Path output = folder.resolve("terminal-" + n + ".txt");
      watchers.terminals.add(Processes.of(folder, output, Processes.SHORT_LIVED, words).start());
    }
    return watchers;
  }

  private void follow(ApiServer api) {
    HttpRequest live =
        HttpRequest.newBuilder(URI.create(api.url() + "/api/events/live"))
            .header("Authorization", "Bearer " + api.http().token())
            .build();
    var unused =
        client
            .sendAsync(live, BodyHandlers.ofInputStream())
            .thenAcceptAsync(Watchers::readToTheEnd, task -> new Thread(task, "reader").start());
  }

  private static void readToTheEnd(HttpResponse<InputStream> answer) {
    try (InputStream events = answer.body()) {
      events.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (java.io.IOException e) {
      // Closed with the client.
    }
  }

  /** Adds how busy the program is meanwhile, and how busy the terminals are. */
  void measure(Map<String, Object> figures, String name, Duration span) throws Exception {
    long asked = browser.asked();
    long terminalsBefore = processorMillis();
    figures.put(name + "CorePercent", ProcessorTime.percentOver(span));
    figures.put(
        name + "TerminalsCorePercent",
        ProcessorTime.percent(processorMillis() - terminalsBefore, span));
    figures.put(name + "AskedByOnePage", browser.asked() - asked);
    if (!terminals.stream().allMatch(Process::isAlive)) {
      throw new IllegalStateException(
          "The run was over before it was measured: give more --devices, or fewer --seconds.");
    }
  }

  private long processorMillis() {
    return terminals.stream().mapToLong(ProcessorTime::millisOf).sum();
  }

  @Override
  public void close() {
    terminals.forEach(Process::destroy);
    browser.closeOthers();
    // The program hangs up on the readers when it ends.
  }
}
