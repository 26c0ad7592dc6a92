package org.fleetreboot.app.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.view.DeviceSlice;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.StepView;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a step as cells, hub by hub in the order in which they joined. However many
 * devices there are, there are some hundred cells: then each stands for as many devices.
 *
 * @param size how many devices a cell stands for
 */
public record DeviceGrid(int size, List<Cell> cells) {
  /** More would be too small to hit, and too much to send. */
  private static final int MOST = 400;

  /**
   * Some devices.
   *
   * @param css the tone of most of them, and whether some did not end as intended
   * @param after where the page with the first of them begins; null for the first page
   */
  public record Cell(String css, String title, @Nullable String after) {}

  static DeviceGrid of(FleetView fleet, String run, StepView step) {
    int size = Math.max(1, (step.targets() + MOST - 1) / MOST);
    List<Cell> cells = new ArrayList<>();
    boolean isOnSeveralHubs = step.groups().size() > 1;
    String hub = "";
    long from = 1;
    for (DeviceSlice slice : fleet.slices(run, step.step(), size)) {
      from = slice.hub().equals(hub) ? from : 1;
      hub = slice.hub();
      long count = slice.counts().values().stream().mapToLong(Long::longValue).sum();
      cells.add(cell(from, count, isOnSeveralHubs ? " on " + Texts.plain(hub) : "", slice));
      from += count;
    }
    return new DeviceGrid(size, cells);
  }

  private static Cell cell(long from, long count, String where, DeviceSlice slice) {
    Map<StateMark.Tone, Long> tones =
        slice.counts().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    one -> StateMark.of(one.getKey()).tone(),
                    Collectors.summingLong(Map.Entry::getValue)));
    StateMark.Tone most =
        tones.entrySet().stream()
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .map(Map.Entry::getKey)
            .orElse(StateMark.Tone.IDLE);
    String devices =
        count == 1
            ? "Device " + Texts.number(from)
            : "Devices " + Texts.number(from) + " to " + Texts.number(from + count - 1);
    return new Cell(
        "cell-" + Tones.css(most) + (isMixed(most, tones) ? " mixed" : ""),
        devices + where + ": " + counts(slice),
        slice.after());
  }

  private static boolean isMixed(StateMark.Tone most, Map<StateMark.Tone, Long> tones) {
    return most != StateMark.Tone.BAD && tones.containsKey(StateMark.Tone.BAD);
  }

  private static String counts(DeviceSlice slice) {
    return BarSegment.ofCounts(slice.counts()).stream()
        .map(segment -> Texts.number(segment.count()) + " " + segment.mark().word())
        .collect(Collectors.joining(", "));
  }
}
