package org.fleetreboot.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fleetreboot.app.api.ApiServer;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.DeviceStatus;

/**
 * What the dashboard costs with a large run: how long its page takes in a real browser, how much is
 * sent, and how busy the program is with people who watch.
 */
final class PageBench implements Benchmark {
  private static final int ROUNDS = 5;

  @Override
  public String usage() {
    return "[--devices 100000] [--seconds 60]: the page of a run in Chromium, and the processor time"
        + " of the program with ten watchers, while the run works and while nothing changes";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int devices = options.number("devices", 100_000);
    Duration span = Duration.ofSeconds(options.number("seconds", 60));
    IotHubComponent component = new IotHubComponent();
    component.getConfiguration().setClient(new InMemoryHub(2_000));
    Map<String, String> group =
        Map.of(
            "maxInFlight", Integer.toString(devices),
            "firstPoll", "2s",
            "pollEvery", "2s",
            "confirmWithin", "5m");
    List<String> ids = IntStream.range(0, devices).mapToObj("pump-%06d"::formatted).toList();
    String run = "page-" + Long.toString(System.nanoTime(), 36);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("devices", devices);
    // Two reads for each reboot: 250 of them a second.
    EngineSettings settings = EngineSettings.of("bench").withTier(HubTier.S3, 1, 1);
    try (TemporaryFolder folder = TemporaryFolder.create("fleet-reboot-page");
        Program program = new Program(settings, component, group)) {
      ApiServer api = program.serveApi();
      program.accept(run, ids);
      awaitConfirmed(program, run, devices / 10);
      String page = api.url() + "/runs/" + run;
      try (PageBrowser browser = PageBrowser.open(api.http().signInUrl())) {
        figures.put("whileItWorks", loads(browser, page));
        figures.put(
            "findOneDevice", browser.load(page + "/devices?device=" + ids.get(devices / 2)));
        figures.put("runAloneCorePercent", ProcessorTime.percentOver(span));
        try (Watchers watchers =
            Watchers.begin(browser, api, program.journal(), folder.path(), run)) {
          TimeUnit.SECONDS.sleep(20);
          watchers.measure(figures, "runWatched", span);
          program.pause(run);
          awaitNoneUnderWay(program, run);
          figures.put("devicesSettled", settled(program, run));
          // The compilers have work left from the run.
          TimeUnit.SECONDS.sleep(60);
          watchers.measure(figures, "idleWatched", span);
        }
        figures.put("idleAloneCorePercent", ProcessorTime.percentOver(span));
        figures.put("whileItIsPaused", loads(browser, page));
      }
      figures.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      figures.put("cores", Runtime.getRuntime().availableProcessors());
      figures.put("java", Runtime.version().toString());
      return figures;
    }
  }

  private static void awaitConfirmed(Program program, String run, long count) throws Exception {
    while (settled(program, run) < count) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static void awaitNoneUnderWay(Program program, String run) throws Exception {
    DeviceFilter underWay =
        DeviceFilter.ofRun(run).in(EnumSet.of(DeviceStatus.CALLING, DeviceStatus.AWAITING));
    while (!program.view().counts(underWay).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static long settled(Program program, String run) {
    RunView view = program.view().run(run);
    return view == null ? 0 : view.tally().settled();
  }

  /** The medians of some first views, and the slowest. */
  private static Map<String, Object> loads(PageBrowser browser, String page) throws Exception {
    List<Map<String, Long>> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(browser.load(page));
    }
    Map<String, Object> medians = new LinkedHashMap<>();
    for (String name : rounds.get(0).keySet()) {
      medians.put(
          name,
          Math.round(
              Statistics.median(
                  rounds.stream().mapToDouble(one -> one.getOrDefault(name, 0L)).toArray())));
    }
    medians.put(
        "slowestInteractiveMillis",
        rounds.stream()
            .mapToLong(one -> one.getOrDefault("interactiveMillis", 0L))
            .max()
            .orElse(0));
    return medians;
  }
}
