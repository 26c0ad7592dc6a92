package org.fleetreboot.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.fleetreboot.app.program.EventFeed;
import org.fleetreboot.app.program.PastEvents;
import org.fleetreboot.app.query.EventSelection;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.DeviceStatus;

/** The reads that a person waits for, each with the code of its command. */
final class HistoryReads {
  private static final int LATER = 5;

  private static final int SCREENFUL = 50;

  private final JournalReader journal;
  private final FleetView view;
  private final int nights;
  private double screenfulMillis;

  HistoryReads(JournalReader journal, FleetView view, int nights) {
    this.journal = journal;
    this.view = view;
    this.nights = nights;
  }

  /** Each read for the first time in this process. */
  Map<String, Object> firstMillis() {
    Map<String, Object> millis = new LinkedHashMap<>();
    reads().forEach((name, read) -> millis.put(name, millis(name, read)));
    return millis;
  }

  /** The median of the calls after it. */
  Map<String, Object> laterMillis() {
    Map<String, Object> millis = new LinkedHashMap<>();
    reads()
        .forEach(
            (name, read) -> {
              double[] each = new double[LATER];
              for (int n = 0; n < LATER; n++) {
                each[n] = millis(name, read);
              }
              millis.put(name, Statistics.median(each));
            });
    return millis;
  }

  private Map<String, IntSupplier> reads() {
    Map<String, IntSupplier> reads = new LinkedHashMap<>();
    reads.put("listMillis", this::list);
    reads.put("getNewestMillis", () -> get(NightlyFleet.run(nights - 1)));
    reads.put("getOldestMillis", () -> get(NightlyFleet.run(0)));
    reads.put("deviceEventsMillis", this::deviceEvents);
    reads.put("devicesPageMillis", this::devicesPage);
    reads.put("lastMonthMillis", this::lastMonth);
    return reads;
  }

  private int list() {
    int shown = view.runs(RunFilter.ALL, PageRequest.first(50)).items().size();
    return shown + (int) view.count(RunFilter.ALL) + view.stops().size();
  }

  private int get(String run) {
    RunView known = view.run(run);
    return known == null
        ? 0
        : view.counts(DeviceFilter.ofRun(run)).size() + view.stops(known).size() + 1;
  }

  private int deviceEvents() {
    EventSelection selection =
        new EventSelection(null, NightlyFleet.device(7), null, null, Long.MAX_VALUE);
    int[] events = {0};
    long start = System.nanoTime();
    new PastEvents(journal, EventFeed.heads(journal))
        .forEach(
            selection,
            event -> {
              if (++events[0] == SCREENFUL) {
                screenfulMillis = Statistics.rounded((System.nanoTime() - start) / 1e6);
              }
              return true;
            });
    return events[0];
  }

  /**
   * When the last call had the first events of the device, which people see before the rest is
   * read; 0 if it has fewer.
   */
  double screenfulMillis() {
    return screenfulMillis;
  }

  private int devicesPage() {
    DeviceFilter filter = DeviceFilter.ofRun(NightlyFleet.run(nights / 2));
    return view.devices(filter, PageRequest.first(100)).items().size() + view.counts(filter).size();
  }

  /** Which devices rebooted last month, who asked, and what proves it. */
  private int lastMonth() {
    Instant end = NightlyFleet.begin(nights);
    DeviceFilter filter =
        DeviceFilter.ALL
            .in(Set.of(DeviceStatus.CONFIRMED))
            .between(end.minus(Duration.ofDays(30)), end);
    return view.history(filter, PageRequest.first(100)).items().size();
  }

  private static double millis(String name, IntSupplier read) {
    long start = System.nanoTime();
    int found = read.getAsInt();
    double millis = (System.nanoTime() - start) / 1e6;
    if (found == 0) {
      throw new IllegalStateException("Nothing was found for " + name);
    }
    return Statistics.rounded(millis);
  }
}
