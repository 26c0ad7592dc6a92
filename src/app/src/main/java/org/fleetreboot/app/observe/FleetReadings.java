package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;

/**
 * What is read when somebody asks, and costs nothing in between: open runs, the devices in them,
 * and how far behind the receivers of results are.
 */
final class FleetReadings {
  private static final Set<DeviceStatus> UNDER_WAY =
      Set.of(
          DeviceStatus.WAITING, DeviceStatus.CALLING, DeviceStatus.AWAITING, DeviceStatus.RETRYING);

  private final Engine engine;
  private final ChainMeters chains;
  private final ResultLag lag;
  private final MultiGauge runs;
  private final MultiGauge devices;
  private final MultiGauge behind;

  FleetReadings(MeterRegistry registry, Engine engine, ChainMeters chains, ResultLag lag) {
    this.engine = engine;
    this.chains = chains;
    this.lag = lag;
    this.runs =
        MultiGauge.builder("reboot.runs.open")
            .description("Runs that have not ended, by where they stand.")
            .register(registry);
    this.devices =
        MultiGauge.builder("reboot.devices.open")
            .description("Devices without an outcome in runs that have not ended.")
            .register(registry);
    this.behind =
        MultiGauge.builder("reboot.results.lag")
            .description("Events that a subscription has yet to receive.")
            .register(registry);
  }

  /** Reads everything anew. */
  synchronized void refresh() {
    FleetView view = engine.view();
    List<RunView> open = view.runs(RunFilter.OPEN, PageRequest.first(PageRequest.MOST)).items();
    runs.register(runRows(open), true);
    devices.register(deviceRows(view, open), true);
    List<MultiGauge.Row<?>> late = new ArrayList<>();
    lag.bySubscription()
        .forEach(
            (name, events) -> late.add(MultiGauge.Row.of(Tags.of("subscription", name), events)));
    behind.register(late, true);
  }

  private List<MultiGauge.Row<?>> runRows(List<RunView> open) {
    Map<String, Map<RunStatus, Integer>> counts = new TreeMap<>();
    // A chain whose last run has ended goes back to 0.
    chains.names().forEach(chain -> counts.put(chain, new EnumMap<>(RunStatus.class)));
    for (RunView run : open) {
      counts
          .computeIfAbsent(run.chain(), chain -> new EnumMap<>(RunStatus.class))
          .merge(run.status(), 1, Integer::sum);
    }
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    counts.forEach(
        (chain, states) -> {
          for (RunStatus state : RunStatus.values()) {
            if (state.isOpen()) {
              rows.add(
                  MultiGauge.Row.of(
                      Tags.of("chain", chain, "state", state.word()),
                      states.getOrDefault(state, 0)));
            }
          }
        });
    return rows;
  }

  private static List<MultiGauge.Row<?>> deviceRows(FleetView view, List<RunView> open) {
    Map<DeviceStatus, Long> counts = new LinkedHashMap<>();
    UNDER_WAY.forEach(state -> counts.put(state, 0L));
    for (RunView run : open) {
      view.counts(DeviceFilter.ofRun(run.run()).in(UNDER_WAY))
          .forEach((state, count) -> counts.merge(state, count, Long::sum));
    }
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    counts.forEach(
        (state, count) -> rows.add(MultiGauge.Row.of(Tags.of("state", state.word()), count)));
    return rows;
  }
}
