package org.fleetreboot.app.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.terminal.EscapedLine;
import org.fleetreboot.app.terminal.LiveDisplay;
import org.jline.utils.AttributedString;

/** The tree of a run on a terminal, redrawn in place. */
public final class LiveTree implements Progress {
  private final LiveDisplay display;
  private final TreeLines tree;
  private String beside = "";

  LiveTree(LiveDisplay display, TreeLines tree) {
    this.display = display;
    this.tree = tree;
  }

  /** On this process's terminal, which is its stdout. */
  public static LiveTree open(boolean color) throws IOException {
    LiveDisplay display = LiveDisplay.open();
    TreeSymbols glyphs = display.canShow('├') ? TreeSymbols.UNICODE : TreeSymbols.ASCII;
    return new LiveTree(display, new TreeLines(glyphs, color));
  }

  @Override
  public boolean tellsEachDevice() {
    return false;
  }

  @Override
  public void show(Snapshot snapshot) {
    int width = display.width() - 1;
    List<AttributedString> lines = new ArrayList<>();
    if (!beside.isEmpty()) {
      lines.addAll(EscapedLine.of(new AttributedString(beside)).columnSplitLength(width));
    }
    // One row stays free, because writing into the last one scrolls.
    int height = Math.max(1, display.height() - 1 - lines.size());
    lines.addAll(0, tree.draw(snapshot, width, height));
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
