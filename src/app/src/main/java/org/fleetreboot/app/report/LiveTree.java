package org.fleetreboot.app.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** The tree of a run on a terminal, drawn again in place. */
public final class LiveTree implements Progress {
  private final Terminal terminal;

  /** As the terminal was before. */
  private final Attributes attributes;

  private final Display display;
  private final TreeLines tree;
  private final PrintStream out;
  private final String showCursor;
  private String beside = "";

  LiveTree(Terminal terminal, TreeLines tree, PrintStream out) {
    this.terminal = terminal;
    // What is typed meanwhile, Enter above all, would be shown in the picture and move it. Ctrl-C
    // stays what it is.
    this.attributes = terminal.enterRawMode();
    this.display = new Display(terminal, false);
    this.tree = tree;
    this.out = out;
    // Not cursor_visible, which is "very visible": a shape of its own, and in a screen still
    // hidden.
    String normal = terminal.getStringCapability(Capability.cursor_normal);
    this.showCursor = normal == null ? "" : Curses.tputs(normal);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  /** On this process's terminal, which is its stdout. */
  public static LiveTree open(boolean color) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    // Lines and bars as the characters they are: not every terminal knows the old line-drawing set.
    System.setProperty(TerminalBuilder.PROP_DISABLE_ALTERNATE_CHARSET, "true");
    // Without its signals: they would put the system's default in place of the JVM's, and Ctrl-C
    // would end the process before anything is closed.
    Terminal terminal =
        TerminalBuilder.builder().system(true).nativeSignals(false).dumb(true).build();
    boolean unicode = terminal.encoding().newEncoder().canEncode('├');
    return new LiveTree(
        terminal, new TreeLines(unicode ? Glyphs.UNICODE : Glyphs.ASCII, color), out);
  }

  @Override
  public void show(Snapshot snapshot) {
    Size size = terminal.getSize();
    // A terminal that does not know its size says 0.
    int width = size.getColumns() > 0 ? size.getColumns() : 80;
    int height = size.getRows() > 0 ? size.getRows() : 24;
    display.resize(height, width);
    // One row and one column stay free: writing into the last one scrolls or wraps.
    List<AttributedString> lines = new ArrayList<>();
    if (!beside.isEmpty()) {
      lines.addAll(new AttributedString(beside).columnSplitLength(width - 1));
    }
    lines.addAll(0, tree.draw(snapshot, width - 1, Math.max(1, height - 1 - lines.size())));
    display.update(lines, -1);
  }

  @Override
  public void say(String sentence) {
    beside = sentence;
  }

  /** Leaves the last picture, and the cursor below it. */
  @Override
  public void close() {
    try {
      terminal.setAttributes(attributes);
      terminal.close();
    } catch (IOException | IllegalStateException e) {
      // The program ends; what a terminal says to that changes nothing.
    }
    // Not through the terminal: at Ctrl-C a hook of its own closes it, and then it takes nothing.
    out.println(showCursor);
    out.flush();
  }
}
