package org.fleetreboot.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * A terminal on which lines are redrawn in place. Control characters in the lines have no effect.
 */
public final class LiveDisplay implements AutoCloseable {
  private final Terminal terminal;

  /** The terminal's original settings. */
  private final Attributes attributes;

  private Display display;
  private Size size = new Size(0, 0);
  private List<AttributedString> shown = List.of();
  private final PrintStream out;
  private final String showCursor;

  /**
   * Takes over a terminal until this is closed.
   *
   * @param out the same terminal, for use after it has closed itself
   */
  public LiveDisplay(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    // Otherwise typed input, Enter above all, would be echoed into the picture and move it. Ctrl-C
    // keeps its effect.
    this.attributes = terminal.enterRawMode();
    this.display = new Display(terminal, false);
    this.out = out;
    // Not cursor_visible, which is "very visible": it has another shape, and in a screen it stays
    // hidden.
    String normal = terminal.getStringCapability(Capability.cursor_normal);
    this.showCursor = normal == null ? "" : Curses.tputs(normal);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  /** On this process's terminal, which is its stdout. */
  public static LiveDisplay open() throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    // Lines and bars as characters: not every terminal supports the old line-drawing set.
    System.setProperty(TerminalBuilder.PROP_DISABLE_ALTERNATE_CHARSET, "true");
    // Without its signals: they would replace the JVM's handlers with the system's, and Ctrl-C
    // would end the process before anything is closed.
    return new LiveDisplay(
        TerminalBuilder.builder().system(true).nativeSignals(false).dumb(true).build(), out);
  }

  /** Whether it can show that character. */
  public boolean canShow(char character) {
    return terminal.encoding().newEncoder().canEncode(character);
  }

  /** The number of columns. */
  public int width() {
    // A terminal that does not know its size reports 0.
    return terminal.getWidth() > 0 ? terminal.getWidth() : 80;
  }

  /** The number of rows. */
  public int height() {
    return terminal.getHeight() > 0 ? terminal.getHeight() : 24;
  }

  /** Replaces the lines drawn before; lines that are too long are cut. */
  public void show(List<AttributedString> lines) {
    Size now = new Size(width(), height());
    if (!now.equals(size)) {
      eraseAt(now);
    }
    // One column stays free, because writing into the last one wraps.
    shown =
        lines.stream()
            .map(line -> EscapedLine.of(line).columnSubSequence(0, now.getColumns() - 1))
            .toList();
    // At the beginning of the last line, where no change of the width moves the cursor.
    display.update(shown, now.cursorPos(Math.max(0, shown.size() - 1), 0));
  }

  /** Erases the picture of another size, whose long lines most terminals have wrapped. */
  private void eraseAt(Size now) {
    if (!shown.isEmpty()) {
      int above = 0;
      for (AttributedString line : shown.subList(0, shown.size() - 1)) {
        above += Math.max(1, (line.columnLength() + now.getColumns() - 1) / now.getColumns());
      }
      if (above > 0) {
        terminal.puts(Capability.parm_up_cursor, above);
      }
      terminal.puts(Capability.clr_eos);
    }
    // It takes the picture apart by itself when it is told another size.
    display = new Display(terminal, false);
    display.resize(now.getRows(), now.getColumns());
    size = now;
  }

  /** Leaves the last picture, with the cursor below it. */
  @Override
  public void close() {
    try {
      terminal.setAttributes(attributes);
      terminal.close();
    } catch (IOException | IllegalStateException e) {
      // The program ends, so an error of the terminal makes no difference.
    }
    // Not through the terminal: at Ctrl-C its own hook closes it, and then it accepts nothing.
    out.println(showCursor);
    out.flush();
  }
}
