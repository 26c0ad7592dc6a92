package org.fleetreboot.app.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fleetreboot.app.terminal.EscapedLine;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Draws a run as a tree: the run, its groups, their devices. It shows as many devices as fit;
 * devices that are under way or have problems come first.
 */
final class TreeLines {
  private static final int BAR = 20;

  private static final Set<DeviceStatus> UNDER_WAY =
      Set.of(DeviceStatus.CALLING, DeviceStatus.AWAITING, DeviceStatus.RETRYING);
  private static final Set<DeviceStatus> TROUBLED =
      Set.of(
          DeviceStatus.REJECTED,
          DeviceStatus.OFFLINE,
          DeviceStatus.NOT_CONFIRMED,
          DeviceStatus.UNKNOWN,
          DeviceStatus.FAILED,
          DeviceStatus.SKIPPED,
          DeviceStatus.CANCELLED);
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

  private final TreeSymbols glyphs;
  private final boolean color;

  TreeLines(TreeSymbols glyphs, boolean color) {
    this.glyphs = glyphs;
    this.color = color;
  }

  /** At most {@code height} lines, none longer than {@code width}. */
  List<AttributedString> draw(Snapshot snapshot, int width, int height) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(head(snapshot));
    List<StepView> steps = snapshot.run().steps();
    boolean suspended = snapshot.hub().isSuspended();
    int spare = height - 1 - steps.size() - (suspended ? 1 : 0);
    for (int i = 0; i < steps.size(); i++) {
      StepView step = steps.get(i);
      boolean last = i == steps.size() - 1;
      lines.add(step(step, snapshot, last));
      // Later groups get the lines that earlier ones leave; each group under way gets as many as
      // possible.
      List<AttributedString> devices = devices(step, snapshot, last, spare);
      lines.addAll(devices);
      spare -= devices.size();
    }
    if (suspended && snapshot.hub().trouble() != null) {
      lines.add(line("! ", bad(), "the hub is suspended: " + snapshot.hub().trouble().detail()));
    }
    return lines.stream()
        .limit(Math.max(1, height))
        .map(line -> EscapedLine.of(line).columnSubSequence(0, width))
        .toList();
  }

  private AttributedString head(Snapshot snapshot) {
    RunView run = snapshot.run();
    Instant until = run.endedAt() == null ? snapshot.now() : run.endedAt();
    String text =
        "%s %s %s %s %s"
            .formatted(
                run.run(),
                glyphs.dot,
                run.status().word(),
                glyphs.dot,
                DurationFormat.about(Duration.between(run.startedAt(), until)));
    return new AttributedString(
        run.reason() == null ? text : text + " " + glyphs.dot + " " + run.reason(),
        color ? PLAIN.bold() : PLAIN);
  }

  private AttributedString step(StepView step, Snapshot snapshot, boolean last) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(last ? glyphs.lastBranch : glyphs.branch).append(step.step()).append("  ");
    if (step.kind() == StepKind.SOAK) {
      Instant until = step.until();
      boolean waiting = step.status() == StepStatus.RUNNING && until != null;
      line.append("soak ")
          .append(glyphs.dot)
          .append(" ")
          .append(
              waiting
                  ? DurationFormat.about(Duration.between(snapshot.now(), until)) + " left"
                  : step.status().word());
      return line.toAttributedString();
    }
    if (step.kind() == StepKind.CHECK) {
      line.append("check ")
          .append(glyphs.dot)
          .append(" ")
          .append(
              step.status() == StepStatus.RUNNING ? Waiting.ofCheck(step) : step.status().word());
      return line.toAttributedString();
    }
    if (step.kind() == StepKind.APPROVAL) {
      line.append("approval ")
          .append(glyphs.dot)
          .append(" ")
          .append(step.approval() == null ? step.status().word() : Waiting.of(step.approval()));
      return line.toAttributedString();
    }
    int settled = step.tally().settled();
    line.append(
            glyphs.bar(settled, step.targets(), BAR),
            color ? PLAIN.foreground(AttributedStyle.CYAN) : PLAIN)
        .append(" %d/%d  ".formatted(settled, step.targets()))
        .append(step.status().word(), step.status() == StepStatus.FAILED ? bad() : PLAIN)
        .append(" ")
        .append(glyphs.dot)
        .append(" ")
        .append(step.tally().text());
    if (step.reason() != null) {
      line.append(" ").append(glyphs.dot).append(" ").append(step.reason());
    }
    return line.toAttributedString();
  }

  private List<AttributedString> devices(
      StepView step, Snapshot snapshot, boolean lastStep, int spare) {
    if (spare < 1 || step.targets() == 0 || isDoneWell(step)) {
      return List.of();
    }
    RunDevices devices = snapshot.devices();
    List<DeviceFilter> filters = worthALine(devices.all().inStep(step.step()), step);
    long all = filters.stream().mapToLong(devices::count).sum();
    int fit = all <= spare ? (int) all : spare - 1;
    List<DeviceView> shown = new ArrayList<>();
    for (DeviceFilter filter : filters) {
      shown.addAll(devices.first(filter, fit - shown.size()));
    }
    List<AttributedString> lines = new ArrayList<>();
    String trunk = lastStep ? glyphs.gap : glyphs.trunk;
    for (int i = 0; i < shown.size(); i++) {
      boolean last = i == all - 1;
      lines.add(device(shown.get(i), trunk + (last ? glyphs.lastBranch : glyphs.branch)));
    }
    if (fit < all) {
      lines.add(line(trunk + glyphs.lastBranch, PLAIN, "and " + (all - fit) + " more"));
    }
    return lines;
  }

  /** Each of its devices is confirmed. */
  private static boolean isDoneWell(StepView step) {
    return step.status() == StepStatus.SUCCEEDED
        && step.tally().of(Outcome.CONFIRMED) == step.targets();
  }

  /** The most urgent first; only failed devices of a group that is done. */
  private static List<DeviceFilter> worthALine(DeviceFilter ofStep, StepView step) {
    List<DeviceFilter> filters =
        new ArrayList<>(
            List.of(
                ofStep.in(UNDER_WAY),
                ofStep.in(TROUBLED),
                ofStep.in(Set.of(DeviceStatus.WAITING)).because("")));
    if (step.status() != StepStatus.SUCCEEDED) {
      filters.add(ofStep.in(Set.of(DeviceStatus.CONFIRMED)));
    }
    return filters;
  }

  private AttributedString device(DeviceView device, String prefix) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(prefix).append(device.device()).append("  ");
    line.append(device.status().word(), style(device.status()));
    if (device.detail() != null) {
      line.append("  ").append(device.detail());
    }
    return line.toAttributedString();
  }

  private AttributedString line(String prefix, AttributedStyle style, String text) {
    return new AttributedStringBuilder().append(prefix).append(text, style).toAttributedString();
  }

  private AttributedStyle bad() {
    return color ? PLAIN.foreground(AttributedStyle.RED) : PLAIN;
  }

  private AttributedStyle style(DeviceStatus status) {
    if (!color) {
      return PLAIN;
    }
    return switch (status) {
      case CONFIRMED -> PLAIN.foreground(AttributedStyle.GREEN);
      case CALLING, AWAITING, RETRYING -> PLAIN.foreground(AttributedStyle.YELLOW);
      case SKIPPED, CANCELLED, WAITING -> PLAIN.faint();
      case REJECTED, OFFLINE, NOT_CONFIRMED, UNKNOWN, FAILED -> bad();
    };
  }
}
