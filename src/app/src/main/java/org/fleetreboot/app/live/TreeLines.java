package org.fleetreboot.app.live;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.run.StepStatus;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Draws a run as a tree: the run and its hub, its steps, the devices that matter. However many
 * steps and devices there are, the picture fits the terminal.
 */
final class TreeLines {
  /** Rates from here on are no limits. */
  private static final double UNLIMITED = 1e6;

  private final TreeSymbols symbols;
  private final boolean color;
  private final ShortTime times;

  TreeLines(TreeSymbols symbols, boolean color, ZoneId zone) {
    this.symbols = symbols;
    this.color = color;
    this.times = new ShortTime(zone);
  }

  /** At most {@code height} lines, none longer than {@code width}. */
  List<AttributedString> draw(Snapshot snapshot, RecentPace pace, int width, int height) {
    LineStyle style = new LineStyle(symbols, color, width);
    List<AttributedString> lines = new ArrayList<>();
    lines.add(head(snapshot, style));
    lines.add(hub(snapshot, style));
    lines.addAll(steps(snapshot, pace, style, height - lines.size()));
    return lines.stream().limit(Math.max(1, height)).map(style::fit).toList();
  }

  private static AttributedString head(Snapshot snapshot, LineStyle style) {
    RunView run = snapshot.run();
    Instant until = run.endedAt() == null ? snapshot.now() : run.endedAt();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(run.run(), style.bold())
        .append(style.between())
        .append(style.of(StateMark.of(run.status())))
        .append(style.between())
        .append(DurationFormat.about(Duration.between(run.startedAt(), until)));
    line.append(style.between())
        .append(run.reason() == null ? "started by " + run.by().text() : run.reason());
    return line.toAttributedString();
  }

  private AttributedString hub(Snapshot snapshot, LineStyle style) {
    HubHealth health = snapshot.hub();
    AttributedStringBuilder line = new AttributedStringBuilder();
    List<String> hubs = snapshot.run().hubs();
    line.append(hubs.size() < 2 ? "hub " : "hubs ").append(String.join(", ", hubs));
    HubTrouble trouble = health.trouble();
    if (trouble != null) {
      Instant nextTry = health.nextProbe();
      return line.append(style.between())
          .append("suspended", style.of(StateMark.Tone.BAD))
          .append(nextTry == null ? "" : ", next try " + times.at(nextTry, snapshot.now()))
          .append(style.between())
          .append(trouble.detail())
          .toAttributedString();
    }
    HubHeadroom quota = snapshot.headroom();
    if (quota != null && quota.callsPerSecond() < UNLIMITED) {
      line.append(style.between())
          .append(
              "quota %s calls/s, %.0f %% free"
                  .formatted(rate(quota.callsPerSecond()), 100 * quota.freeCalls()));
      if (quota.speed() < 1) {
        line.append(style.between())
            .append(
                "slowed to %.0f %% after 429".formatted(100 * quota.speed()),
                style.of(StateMark.Tone.HELD));
      }
    }
    return line.toAttributedString();
  }

  private static String rate(double perSecond) {
    return perSecond == Math.rint(perSecond)
        ? DeviceLines.number((long) perSecond)
        : "%.1f".formatted(perSecond);
  }

  private List<AttributedString> steps(
      Snapshot snapshot, RecentPace pace, LineStyle style, int height) {
    List<StepView> all = snapshot.run().steps();
    int folded = folded(all, height);
    List<StepView> steps = all.subList(folded, all.size());
    StepLines stepLines = new StepLines(style, times);
    int names = StepLines.nameColumn(steps);
    List<List<AttributedString>> ofSteps = new ArrayList<>();
    int spare = height - (folded == 0 ? 0 : 1);
    int wanting = 0;
    for (int i = 0; i < steps.size(); i++) {
      ofSteps.add(stepLines.of(steps.get(i), snapshot, pace, names, i == steps.size() - 1));
      spare -= ofSteps.get(i).size();
      wanting += hasDevicesToShow(steps.get(i)) ? 1 : 0;
    }
    DeviceLines deviceLines = new DeviceLines(style);
    List<AttributedString> lines = new ArrayList<>();
    if (folded > 0) {
      lines.add(earlier(all.subList(0, folded), steps.isEmpty(), style));
    }
    for (int i = 0; i < steps.size(); i++) {
      lines.addAll(ofSteps.get(i));
      if (hasDevicesToShow(steps.get(i))) {
        String trunk = i == steps.size() - 1 ? TreeSymbols.GAP : symbols.trunk;
        // A group gets its share, and what those before it have left.
        List<AttributedString> devices =
            deviceLines.of(steps.get(i), snapshot, trunk, spare / wanting);
        lines.addAll(devices);
        spare -= devices.size();
        wanting--;
      }
    }
    return lines;
  }

  /** How many steps at the beginning share one line, because not all have room. */
  private static int folded(List<StepView> steps, int height) {
    // A group under way takes two lines, and a few of its devices belong to it.
    long wanted = steps.stream().mapToLong(TreeLines::wanted).sum();
    int folded = 0;
    while (folded < steps.size() && wanted > height && steps.get(folded).status().hasEnded()) {
      // The first one makes room for the line that counts it.
      wanted -= wanted(steps.get(folded)) - (folded == 0 ? 1 : 0);
      folded++;
    }
    return folded < 2 ? 0 : folded;
  }

  private static long wanted(StepView step) {
    long ofHubs = step.groups().size() < 2 ? 0 : step.groups().size();
    return ofHubs + (step.status().hasEnded() ? 1 : 6);
  }

  private AttributedString earlier(List<StepView> steps, boolean last, LineStyle style) {
    long failed = steps.stream().filter(step -> step.status() != StepStatus.SUCCEEDED).count();
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(last ? symbols.lastBranch : symbols.branch)
        .append("%s earlier steps".formatted(DeviceLines.number(steps.size())), style.faint());
    if (failed > 0) {
      line.append(style.between())
          .append(failed + " did not succeed", style.of(StateMark.Tone.BAD));
    }
    return line.toAttributedString();
  }

  private static boolean hasDevicesToShow(StepView step) {
    return step.targets() > 0
        && !(step.status() == StepStatus.SUCCEEDED
            && step.tally().of(Outcome.CONFIRMED) == step.targets());
  }
}
