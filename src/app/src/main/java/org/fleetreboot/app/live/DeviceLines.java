package org.fleetreboot.app.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.fleetreboot.app.report.RunDevices;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * The devices of a group that matter, each with its reason: those in flight, those that have
 * failed, and those that wait for something. Of many, a few of each kind are shown and the others
 * are counted.
 */
final class DeviceLines {
  private static final int MOST_OF_A_KIND = 10;
  private static final int LONGEST_ID = 32;

  /** The call was, or is being, sent. */
  static final Set<DeviceStatus> IN_FLIGHT =
      Set.of(DeviceStatus.CALLING, DeviceStatus.AWAITING, DeviceStatus.RETRYING);

  private static final Set<DeviceStatus> FAILED =
      Set.of(
          DeviceStatus.REJECTED,
          DeviceStatus.OFFLINE,
          DeviceStatus.NOT_CONFIRMED,
          DeviceStatus.UNKNOWN,
          DeviceStatus.FAILED,
          DeviceStatus.SKIPPED,
          DeviceStatus.CANCELLED);

  private final LineStyle style;

  DeviceLines(LineStyle style) {
    this.style = style;
  }

  /** At most {@code spare} lines. */
  List<AttributedString> of(StepView step, Snapshot snapshot, String trunk, int spare) {
    if (spare < 1) {
      return List.of();
    }
    RunDevices devices = snapshot.devices();
    List<DeviceFilter> kinds = kinds(devices.all().inStep(step.step()));
    List<Long> counts = kinds.stream().map(devices::count).toList();
    long all = counts.stream().mapToLong(Long::longValue).sum();
    int[] shares = shares(counts, all <= spare ? spare : spare - 1);
    List<DeviceView> shown = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      shown.addAll(devices.first(kinds.get(i), shares[i]));
    }
    List<AttributedString> lines = new ArrayList<>();
    int ids = longest(shown.stream().map(device -> name(device, snapshot)), LONGEST_ID);
    int words = longest(shown.stream().map(device -> device.status().word()), LONGEST_ID);
    boolean isCut = shown.size() < all;
    for (int i = 0; i < shown.size(); i++) {
      boolean last = !isCut && i == shown.size() - 1;
      String branch = last ? style.symbols().lastBranch : style.symbols().branch;
      lines.add(device(shown.get(i), snapshot, trunk + branch, ids, words));
    }
    if (isCut) {
      lines.add(
          new AttributedStringBuilder()
              .append(trunk + style.symbols().lastBranch)
              .append("and %s more".formatted(number(all - shown.size())), style.faint())
              .toAttributedString());
    }
    return lines;
  }

  private static List<DeviceFilter> kinds(DeviceFilter ofStep) {
    return List.of(
        ofStep.in(IN_FLIGHT),
        ofStep.in(FAILED),
        ofStep.in(Set.of(DeviceStatus.WAITING)).because(""));
  }

  /** Deals the lines out by turns, so that no kind hides another. */
  static int[] shares(List<Long> counts, int lines) {
    int[] shares = new int[counts.size()];
    int left = lines;
    boolean dealt = true;
    while (left > 0 && dealt) {
      dealt = false;
      for (int i = 0; i < shares.length && left > 0; i++) {
        if (shares[i] < Math.min(counts.get(i), MOST_OF_A_KIND)) {
          shares[i]++;
          left--;
          dealt = true;
        }
      }
    }
    return shares;
  }

  private AttributedString device(
      DeviceView device, Snapshot snapshot, String prefix, int ids, int words) {
    StateMark mark = StateMark.of(device.status());
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(prefix)
        .append(style.symbols().of(mark), style.of(mark.tone()))
        .append(" ")
        .append(style.column(name(device, snapshot), ids, LineStyle.PLAIN))
        .append("  ");
    String why = why(device, snapshot);
    line.append(
        style.column(
            mark.word(), why.isEmpty() ? mark.word().length() : words, style.of(mark.tone())));
    if (!why.isEmpty()) {
      line.append("  ").append(why);
    }
    return line.toAttributedString();
  }

  private static String name(DeviceView device, Snapshot snapshot) {
    return snapshot.run().named(device.device(), device.hub());
  }

  private static String why(DeviceView device, Snapshot snapshot) {
    String detail = device.detail() == null ? "" : device.detail();
    if (!IN_FLIGHT.contains(device.status()) || device.at() == null) {
      return detail;
    }
    String since = DurationFormat.about(Duration.between(device.at(), snapshot.now()));
    return detail.isEmpty() ? since : since + ", " + detail;
  }

  private static int longest(Stream<String> texts, int most) {
    return Math.min(most, texts.mapToInt(LineStyle::columns).max().orElse(0));
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
