package org.fleetreboot.app.live;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.terminal.EscapedLine;
import org.fleetreboot.app.terminal.LiveDisplay;
import org.jline.utils.AttributedString;

/** The tree of a run on a terminal, redrawn in place. */
public final class LiveTree implements Progress {
  private final LiveDisplay display;
  private final TreeLines tree;
  private final RecentPace pace = new RecentPace();
  private final PacedDevices devices = new PacedDevices(System::nanoTime);
  private String beside = "";

  LiveTree(LiveDisplay display, TreeLines tree) {
    this.display = display;
    this.tree = tree;
  }

  /** On this process's terminal, which is its stdout. */
  public static LiveTree open(boolean color) throws IOException {
    LiveDisplay display = LiveDisplay.open();
    TreeSymbols symbols =
        display.canShow('├') && display.canShow('✓') ? TreeSymbols.UNICODE : TreeSymbols.ASCII;
    return new LiveTree(display, new TreeLines(symbols, color, ZoneId.systemDefault()));
  }

  @Override
  public boolean tellsEachDevice() {
    return false;
  }

  @Override
  public void show(Snapshot snapshot) {
    Snapshot calm = snapshot.withDevices(devices.of(snapshot));
    pace.add(calm);
    int width = display.width() - 1;
    List<AttributedString> lines = new ArrayList<>();
    if (!beside.isEmpty()) {
      lines.addAll(EscapedLine.of(new AttributedString(beside)).columnSplitLength(width));
    }
    // One row stays free, because writing into the last one scrolls.
    int height = Math.max(1, display.height() - 1 - lines.size());
    lines.addAll(0, tree.draw(calm, pace, width, height));
    display.show(lines);
  }

  @Override
  public void say(String sentence) {
    beside = sentence;
  }

  @Override
  public void close() {
    display.close();
  }
}
