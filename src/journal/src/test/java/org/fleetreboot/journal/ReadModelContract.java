package org.fleetreboot.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceSlice;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.ViewComparison;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables show what the fold in memory shows, whatever has happened, each history by a seed. */
public abstract class ReadModelContract {
  protected static final InstantSource CLOCK = InstantSource.fixed(RandomHistory.start());

  private final InMemoryJournal memory = new InMemoryJournal(CLOCK);

  /** An empty journal, which takes the partitions of {@link RandomHistory}. */
  protected abstract Journal open() throws IOException;

  /** The journal as the next start finds it, after its program was closed. */
  protected abstract Journal reopen(Journal open) throws IOException;

  /** The journal as the next start finds it, after its program was killed. */
  protected abstract Journal kill(Journal open) throws IOException;

  /** How often a history goes on after a restart. */
  protected int rounds() {
    return 4;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void afterAnyHistoryWithRestarts(long seed) throws IOException {
    RandomHistory history = new RandomHistory(seed);
    SplittableRandom random = new SplittableRandom(seed);
    Journal journal = open();
    for (int round = 0; round < rounds(); round++) {
      for (int batch = 0; batch < 5 + random.nextInt(15); batch++) {
        append(journal, history.next());
      }
      new Answers(journal.view(), memory.view(), history.runs(), random).requireSame();
      journal = random.nextBoolean() ? kill(journal) : reopen(journal);
    }
    new Answers(journal.view(), memory.view(), history.runs(), random).requireSame();
    journal.close();
  }

  private void append(Journal journal, List<StreamAppend> appends) {
    Map<String, List<StreamAppend>> batches = new LinkedHashMap<>();
    appends.forEach(
        append ->
            batches
                .computeIfAbsent(append.stream().partition(), partition -> new ArrayList<>())
                .add(append));
    batches.forEach(
        (partition, batch) -> {
          journal.append(partition, batch).join();
          memory.append(partition, batch).join();
        });
  }

  /** Asks two views the same, in pages of random size. */
  private record Answers(
      FleetView tables, FleetView fold, Set<String> runs, SplittableRandom random) {
    void requireSame() {
      assertThat(new ViewComparison(tables, fold).difference()).isNull();
      for (String hub : RandomHistory.HUBS) {
        assertThat(tables.stops(hub)).isEqualTo(fold.stops(hub));
        assertThat(tables.journal(hub)).isEqualTo(fold.journal(hub));
      }
      for (RunFilter filter : runFilters()) {
        assertThat(all(page -> tables.runs(filter, page)))
            .as("%s", filter)
            .isEqualTo(all(page -> fold.runs(filter, page)));
        assertThat(tables.count(filter)).as("%s", filter).isEqualTo(fold.count(filter));
      }
      for (String run : runs) {
        assertThat(tables.run(run)).isEqualTo(fold.run(run));
        RunView known = fold.run(run);
        if (known != null) {
          known.steps().forEach(step -> requireSameSlices(run, step.step()));
        }
      }
      assertThat(tables.run("no-run")).isNull();
      for (DeviceFilter filter : deviceFilters()) {
        if (filter.run() != null) {
          assertThat(all(page -> tables.devices(filter, page)))
              .as("%s", filter)
              .isEqualTo(all(page -> fold.devices(filter, page)));
        }
        assertThat(all(page -> tables.history(filter, page)))
            .as("%s", filter)
            .isEqualTo(all(page -> fold.history(filter, page)));
        assertThat(tables.counts(filter)).as("%s", filter).isEqualTo(fold.counts(filter));
      }
    }

    /** And a page that begins where a slice says begins with its first device. */
    private void requireSameSlices(String run, String step) {
      int size = 1 + random.nextInt(3);
      List<DeviceSlice> slices = tables.slices(run, step, size);
      assertThat(slices)
          .extracting(slice -> new DeviceSlice(slice.hub(), slice.counts(), null))
          .isEqualTo(
              fold.slices(run, step, size).stream()
                  .map(slice -> new DeviceSlice(slice.hub(), slice.counts(), null))
                  .toList());
      DeviceFilter filter = DeviceFilter.ofRun(run).inStep(step);
      List<DeviceView> devices = all(page -> fold.devices(filter, page));
      int shown = 0;
      for (DeviceSlice slice : slices) {
        PageRequest first = new PageRequest(slice.after(), 1);
        assertThat(tables.devices(filter, first).items()).containsExactly(devices.get(shown));
        shown += slice.counts().values().stream().mapToInt(Long::intValue).sum();
      }
    }

    private <T> List<T> all(Function<PageRequest, Page<T>> read) {
      List<T> items = new ArrayList<>();
      PageRequest request = PageRequest.first(1 + random.nextInt(400));
      while (request != null) {
        Page<T> page = read.apply(request);
        items.addAll(page.items());
        request = page.next() == null ? null : request.after(page.next());
      }
      return items;
    }

    private List<RunFilter> runFilters() {
      return List.of(
          RunFilter.ALL,
          RunFilter.ALL.ofChain("nightly"),
          RunFilter.ALL.onHub("süd").in(EnumSet.of(RunStatus.RUNNING, RunStatus.FAILED)),
          RunFilter.ALL.startedBetween(anyTime(), null),
          RunFilter.ALL.ofChain("weekly").startedBetween(null, anyTime()));
    }

    private List<DeviceFilter> deviceFilters() {
      List<DeviceFilter> starts = new ArrayList<>();
      starts.add(DeviceFilter.ALL);
      List.copyOf(runs).subList(0, Math.min(3, runs.size())).stream()
          .map(DeviceFilter::ofRun)
          .forEach(starts::add);
      RandomHistory.DEVICES.stream().map(DeviceFilter::ofDevice).forEach(starts::add);
      starts.add(new DeviceFilter("run-0", null, null, "pump-1", Set.of(), null, null, null));
      starts.add(DeviceFilter.ofRun("no-run"));
      starts.add(DeviceFilter.ofDevice("no-device"));
      List<DeviceFilter> filters = new ArrayList<>(starts);
      for (DeviceFilter start : starts) {
        filters.add(start.inStep("ring-1"));
        filters.add(start.onHub("west"));
        filters.add(start.onHub("süd").inStep("Größe"));
        filters.add(start.in(EnumSet.of(DeviceStatus.CONFIRMED, DeviceStatus.WAITING)));
        filters.add(start.in(EnumSet.of(DeviceStatus.UNKNOWN)).between(anyTime(), null));
        for (String reason : List.of("BUSY", "kÜhl", "%", "_", "two", "i̇Z", "")) {
          filters.add(start.because(reason));
        }
        filters.add(start.between(null, anyTime()).because("late"));
        Instant from = anyTime();
        filters.add(start.between(from, from.plusSeconds(900)));
        filters.add(start.between(Instant.MIN, Instant.MAX));
      }
      return filters;
    }

    private Instant anyTime() {
      return RandomHistory.start()
          .plusSeconds(random.nextLong(RandomHistory.length().toSeconds() / 4));
    }
  }
}
