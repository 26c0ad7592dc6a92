package org.fleetreboot.bench;

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

/**
 * The cost of devices that wait for their marker: memory, but no thread. The memory is measured
 * with all devices; what holds it, with fewer in a second JVM, because the measurement itself needs
 * more than what it measures.
 */
final class WaitingBench implements Benchmark {
  private static final String HEAP = "1g";

  /** The most devices of which to measure what holds their memory. */
  private static final int MOST_TRACED = 100_000;

  private static final String TRACE = "trace";

  @Override
  public String usage() {
    return "[--devices 1000000]: heap and threads while all of them wait, in a JVM of "
        + HEAP
        + ", and the bytes of a device by what holds them";
  }

  @Override
  public Map<String, Object> run(Options options) throws Exception {
    int devices = options.number("devices", 1_000_000);
    if (options.values().containsKey(SeparateJvm.OPTION)) {
      return measure(devices, options.values().containsKey(TRACE));
    }
    Map<String, Object> figures =
        SeparateJvm.run(
            List.of("-Xmx" + HEAP), "waiting", Map.of("devices", Integer.toString(devices)));
    int traced = Math.min(devices, MOST_TRACED);
    figures.putAll(
        SeparateJvm.run(
            HeapHolders.FLAGS,
            "waiting",
            Map.of("devices", Integer.toString(traced), TRACE, "yes")));
    return figures;
  }

  private static Map<String, Object> measure(int devices, boolean traced) throws Exception {
    InMemoryHub hub = InMemoryHub.neverBack();
    IotHubComponent component = new IotHubComponent();
    component.getConfiguration().setClient(hub);
    EngineSettings settings =
        EngineSettings.of("bench").withTier(HubTier.UNLIMITED, 1, 1).withCallSlots(10_000);
    Map<String, String> group =
        Map.of(
            "maxInFlight", Integer.toString(devices),
            "firstPoll", "2h",
            "pollEvery", "2h",
            "confirmWithin", "12h");
    try (Program program = new Program(settings, component, group)) {
      long heapBefore = Memory.heapBytes();
      int threadsBefore = Thread.activeCount();
      Map<String, Long> holdersBefore = traced ? HeapHolders.bytes(program) : Map.of();
      String run = "waiting-" + Long.toString(System.nanoTime(), 36);
      program.accept(run, IntStream.range(0, devices).mapToObj(WaitingBench::id).toList());
      while (hub.calls.get() < devices || waiting(program, run) < devices) {
        TimeUnit.MILLISECONDS.sleep(500);
      }
      if (traced) {
        return Map.of(
            "tracedDevices",
            devices,
            "bytesByHolder",
            HeapHolders.perDevice(holdersBefore, HeapHolders.bytes(program), devices));
      }
      long heap = Memory.heapBytes();
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("waiting", devices);
      figures.put("heapLimit", HEAP);
      figures.put("heapMegabytesBefore", heapBefore >> 20);
      figures.put("heapMegabytes", heap >> 20);
      long id = HeapHolders.bytesOf(id(devices - 1));
      figures.put("bytesOfAnId", id);
      figures.put("bytesPerDeviceBeyondItsId", (heap - heapBefore) / devices - id);
      figures.put("threadsBefore", threadsBefore);
      figures.put("threadsWaiting", Thread.activeCount());
      return figures;
    }
  }

  private static String id(int number) {
    return HeapHolders.ID + number;
  }

  private static long waiting(Program program, String run) {
    return program.view().counts(DeviceFilter.ofRun(run)).getOrDefault(DeviceStatus.AWAITING, 0L);
  }
}
