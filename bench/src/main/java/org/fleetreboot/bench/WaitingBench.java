package org.fleetreboot.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.workflow.device.DeviceStatus;

/** The cost of devices that wait for their marker: memory, but no thread. */
final class WaitingBench implements Benchmark {
  private static final String HEAP = "512m";

  @Override
  public String usage() {
    return "[--devices 100000]: heap and threads while all of them wait, in a JVM of " + HEAP;
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int devices = options.number("devices", 100_000);
    return options.values().containsKey(SeparateJvm.OPTION)
        ? measure(devices)
        : SeparateJvm.run(
            List.of("-Xmx" + HEAP), "waiting", Map.of("devices", Integer.toString(devices)));
  }

  private static Map<String, Object> measure(int devices) throws Exception {
    IotHubComponent component = new IotHubComponent();
    component.getConfiguration().setClient(new InMemoryHub(Duration.ofHours(1).toMillis()));
    EngineSettings settings =
        EngineSettings.of("bench").withTier(HubTier.UNLIMITED, 1, 1).withCallSlots(10_000);
    Map<String, String> group =
        Map.of(
            "maxInFlight", Integer.toString(devices),
            "firstPoll", "30m",
            "pollEvery", "30m",
            "confirmWithin", "2h");
    try (Program program = new Program(settings, component, group)) {
      int threadsBefore = Thread.activeCount();
      String run = "waiting-" + Long.toString(System.nanoTime(), 36);
      program.accept(run, IntStream.range(0, devices).mapToObj(n -> "device-" + n).toList());
      while (waiting(program, run) < devices) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("heapMegabytes", Memory.heapMegabytes());
      figures.put("heapLimit", HEAP);
      figures.put("waiting", devices);
      figures.put("threadsBefore", threadsBefore);
      figures.put("threadsWaiting", Thread.activeCount());
      return figures;
    }
  }

  private static long waiting(Program program, String run) {
    return program.view().counts(DeviceFilter.ofRun(run)).getOrDefault(DeviceStatus.AWAITING, 0L);
  }
}
