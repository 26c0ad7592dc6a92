package org.fleetreboot.app.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A step of a run: a group with its bar and what to expect of it, or what it waits for. */
final class StepLines {
  private static final int LONGEST_NAME = 24;

  /** On fewer columns the bar is short. */
  private static final int NARROW = 60;

  /** On fewer columns remarks have a line of their own. */
  private static final int WIDE = 110;

  private final LineStyle style;
  private final ShortTime times;

  StepLines(LineStyle style, ShortTime times) {
    this.style = style;
    this.times = times;
  }

  /** How wide the names of the steps are in their column. */
  static int nameColumn(List<StepView> steps) {
    return Math.min(
        LONGEST_NAME,
        steps.stream().mapToInt(step -> LineStyle.columns(step.step())).max().orElse(0));
  }

  /** One line; more for a group under way, and for one on several hubs. */
  List<AttributedString> of(
      StepView step, Snapshot snapshot, RecentPace pace, int names, boolean last) {
    StateMark mark = StateMark.of(step.status());
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(last ? style.symbols().lastBranch : style.symbols().branch)
        .append(style.symbols().of(mark), style.of(mark.tone()))
        .append(" ")
        .append(style.column(step.step(), names, LineStyle.PLAIN))
        .append("  ");
    if (step.kind() != StepKind.GROUP) {
      return List.of(line.append(other(step, snapshot.now(), mark)).toAttributedString());
    }
    line.append(style.symbols().bar(step.tally().settled(), step.targets(), bar()), style.bar())
        .append(" %s/%s ".formatted(number(step.tally().settled()), number(step.targets())))
        .append(mark.word(), style.of(mark.tone()));
    if (step.status().hasEnded()) {
      line.append(style.between()).append(step.tally().text());
      if (step.reason() != null) {
        line.append(style.between()).append(step.reason());
      }
      return with(hubs(step, last), line.toAttributedString());
    }
    String trunk = (last ? TreeSymbols.GAP : style.symbols().trunk) + TreeSymbols.GAP;
    List<String> remarks = new GroupOutlook(snapshot, step, times).remarks(pace);
    List<AttributedString> lines = new ArrayList<>();
    if (style.width() >= WIDE) {
      remarks.forEach(remark -> line.append(style.between()).append(remark));
    }
    lines.add(line.toAttributedString());
    if (style.width() < WIDE) {
      lines.addAll(packed(remarks, style.between(), trunk));
    }
    lines.addAll(packed(counts(step, snapshot), ", ", trunk));
    lines.addAll(hubs(step, last));
    return lines;
  }

  private static List<AttributedString> with(
      List<AttributedString> others, AttributedString first) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  /** A line for each hub, if there are several. */
  private List<AttributedString> hubs(StepView step, boolean last) {
    if (step.groups().size() < 2) {
      return List.of();
    }
    String trunk = (last ? TreeSymbols.GAP : style.symbols().trunk) + TreeSymbols.GAP;
    int names =
        Math.min(LONGEST_NAME, step.hubs().stream().mapToInt(LineStyle::columns).max().orElse(0));
    return step.groups().stream().map(group -> hub(group, trunk, names)).toList();
  }

  private AttributedString hub(GroupView group, String trunk, int names) {
    StateMark mark = StateMark.of(group.status());
    int settled = group.tally().settled();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(trunk)
        .append(style.symbols().of(mark), style.of(mark.tone()))
        .append(" on ")
        .append(style.column(group.hub(), names, LineStyle.PLAIN))
        .append("  ")
        .append(style.symbols().bar(settled, group.targets(), bar()), style.bar())
        .append(" %s/%s ".formatted(number(settled), number(group.targets())))
        .append(mark.word(), style.of(mark.tone()));
    if (settled > 0) {
      line.append(style.between()).append(group.tally().text());
    }
    if (group.reason() != null) {
      line.append(style.between()).append(group.reason());
    }
    return line.toAttributedString();
  }

  private List<AttributedString> packed(List<String> parts, String separator, String trunk) {
    return LineStyle.packed(parts, separator, style.width() - trunk.length()).stream()
        .map(text -> new AttributedString(trunk + text))
        .toList();
  }

  private int bar() {
    return style.width() < NARROW ? 8 : style.width() < WIDE ? 16 : 24;
  }

  private String other(StepView step, Instant now, StateMark mark) {
    String kind = step.kind().name().toLowerCase(Locale.ROOT) + style.between();
    if (step.status().hasEnded()) {
      return kind + mark.word() + (step.reason() == null ? "" : style.between() + step.reason());
    }
    Instant until = step.until();
    return kind
        + switch (step.kind()) {
          case SOAK ->
              until == null || step.status() != StepStatus.RUNNING
                  ? mark.word()
                  : "until %s, %s left"
                      .formatted(
                          times.at(until, now), DurationFormat.about(Duration.between(now, until)));
          case APPROVAL -> step.approval() == null ? mark.word() : Waiting.of(step.approval());
          case CHECK -> Waiting.ofCheck(step);
          case GROUP -> mark.word();
        };
  }

  /** Its devices by status, outcomes first. */
  private static List<String> counts(StepView step, Snapshot snapshot) {
    // All of them from one reading, so that they add up.
    Map<DeviceStatus, Long> now =
        snapshot.devices().counts(snapshot.devices().all().inStep(step.step()));
    return Stream.concat(statuses(true), statuses(false))
        .filter(now::containsKey)
        .map(status -> number(now.getOrDefault(status, 0L)) + " " + status.word())
        .toList();
  }

  private static Stream<DeviceStatus> statuses(boolean ended) {
    return Arrays.stream(DeviceStatus.values())
        .filter(status -> (status.outcome() != null) == ended);
  }

  private static String number(long count) {
    return DeviceLines.number(count);
  }
}
