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

/** A terminal on which lines are drawn again in place. It obeys nothing of what they say. */
public final class LiveDisplay implements AutoCloseable {
  private final Terminal terminal;

  /** As the terminal was before. */
  private final Attributes attributes;

  private final Display display;
  private final PrintStream out;
  private final String showCursor;

  /**
   * Takes a terminal over until this is closed.
   *
   * @param out the same terminal, for when it has closed itself
   */
  public LiveDisplay(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    // What is typed meanwhile, Enter above all, would be shown in the picture and move it. Ctrl-C
    // stays what it is.
    this.attributes = terminal.enterRawMode();
    this.display = new Display(terminal, false);
    this.out = out;
    // Not cursor_visible, which is "very visible": a shape of its own, and in a screen still
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
    // Lines and bars as the characters they are: not every terminal knows the old line-drawing set.
    System.setProperty(TerminalBuilder.PROP_DISABLE_ALTERNATE_CHARSET, "true");
    // Without its signals: they would put the system's default in place of the JVM's, and Ctrl-C
    // would end the process before anything is closed.
    return new LiveDisplay(
        TerminalBuilder.builder().system(true).nativeSignals(false).dumb(true).build(), out);
  }

  /** Whether it has that character. */
  public boolean canShow(char character) {
    return terminal.encoding().newEncoder().canEncode(character);
  }

  /** How many columns it has. */
  public int width() {
    // A terminal that does not know its size says 0.
    return terminal.getWidth() > 0 ? terminal.getWidth() : 80;
  }

  /** How many rows it has. */
  public int height() {
    return terminal.getHeight() > 0 ? terminal.getHeight() : 24;
  }

  /** Draws the lines in place of those before; what is too long for its line is cut. */
  public void show(List<AttributedString> lines) {
    Size size = new Size(width(), height());
    display.resize(size.getRows(), size.getColumns());
    // One column stays free: writing into the last one wraps.
    display.update(
        lines.stream()
            .map(line -> VisibleLine.of(line).columnSubSequence(0, size.getColumns() - 1))
            .toList(),
        -1);
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
