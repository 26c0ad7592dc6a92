package org.fleetreboot.app.live;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.report.ProgressLines;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.run.StepKind;

/**
 * Prints a line when something has changed: a step that begins or ends, the first devices that did
 * not succeed, and now and then how far a group is. A run of many devices fills no log.
 */
public final class WatchLines implements Progress {
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final int NAMED = 10;

  private final ProgressLines lines;
  private final RecentPace pace = new RecentPace();
  private final ShortTime times;
  private final Map<String, String> told = new HashMap<>();
  private Instant next = Instant.MIN;
  private int named;
  private int counted;

  /**
   * @param since earlier results are not printed
   */
  public WatchLines(PrintStream out, Instant since) {
    this(out, since, ZoneId.systemDefault());
  }

  WatchLines(PrintStream out, Instant since, ZoneId zone) {
    this.times = new ShortTime(zone);
    this.lines = new ProgressLines(out, since);
  }

  @Override
  public boolean tellsEachDevice() {
    return true;
  }

  @Override
  public void show(Snapshot snapshot) {
    pace.add(snapshot);
    List<DeviceView> bad =
        snapshot.settled().stream()
            .filter(device -> StateMark.of(device.status()).tone() == StateMark.Tone.BAD)
            .toList();
    List<DeviceView> shown = bad.subList(0, Math.min(bad.size(), NAMED - named));
    named += shown.size();
    counted += bad.size() - shown.size();
    boolean isTime = !snapshot.now().isBefore(next) || snapshot.isSettled();
    if (isTime || next.isAfter(snapshot.now().plus(BETWEEN))) {
      next = snapshot.now().plus(BETWEEN);
      tell(snapshot);
    }
    lines.show(snapshot.withSettled(shown));
  }

  private void tell(Snapshot snapshot) {
    if (counted > 0) {
      lines.print(
          snapshot.now(),
          snapshot.run().run(),
          "%s more devices did not succeed".formatted(DeviceLines.number(counted)));
    }
    named = 0;
    counted = 0;
    for (StepView step : snapshot.run().steps()) {
      if (step.kind() == StepKind.GROUP && !step.status().hasEnded()) {
        tell(step, snapshot);
      }
    }
  }

  private void tell(StepView step, Snapshot snapshot) {
    GroupOutlook outlook = new GroupOutlook(snapshot, step, times);
    List<String> remarks = outlook.remarks(pace);
    // The pace and the end move all the time; only what they follow from is news.
    String news = step.tally().settled() + " " + outlook.hold() + " " + step.reason();
    boolean isBlank = step.tally().settled() == 0 && remarks.isEmpty();
    if (news.equals(told.put(step.step(), news)) || isBlank) {
      return;
    }
    StringBuilder line =
        new StringBuilder()
            .append(DeviceLines.number(step.tally().settled()))
            .append("/")
            .append(DeviceLines.number(step.targets()))
            .append(", ")
            .append(step.tally().text());
    remarks.forEach(remark -> line.append("; ").append(remark));
    lines.print(snapshot.now(), step.step(), line.toString());
  }

  @Override
  public void say(String sentence) {
    lines.say(sentence);
  }

  @Override
  public void close() {
    lines.close();
  }
}
