package org.fleetreboot.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/** What a screen shows of the lines that are redrawn on it. */
class LiveDisplayTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ScreenTerminal screen = new ScreenTerminal(40, 10);
  private final ExternalTerminal terminal;
  private final LiveDisplay display;

  LiveDisplayTest() throws IOException {
    terminal =
        new ExternalTerminal(
            "test", "xterm", new ByteArrayInputStream(new byte[0]), bytes, StandardCharsets.UTF_8);
    terminal.setSize(new Size(40, 10));
    display = new LiveDisplay(terminal, new PrintStream(bytes, true, StandardCharsets.UTF_8));
  }

  @Test
  void aPictureReplacesTheOneBefore() {
    screen.write("$ command\r\n");
    show("one", "two", "three");
    assertThat(rows()).containsExactly("$ command", "one", "two", "three");

    show("1", "two and a half");
    assertThat(rows()).containsExactly("$ command", "1", "two and a half");
  }

  @Test
  void anUnchangedPictureSendsNothing() {
    show("one", "two");
    display.show(lines("one", "two"));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aChangedCharacterSendsAFewBytes() {
    show("one", "two of 3", "three");
    display.show(lines("one", "two of 4", "three"));
    assertThat(bytes.size()).isLessThan(30);
  }

  @Test
  void aWiderTerminalShowsThePictureOnce() {
    screen.write("$ command\r\n");
    show("a line that is cut at the end of the terminal, because it is long", "two");

    resize(60);
    show("a line that is cut at the end of the terminal, because it is long", "two");

    assertThat(rows())
        .containsExactly(
            "$ command", "a line that is cut at the end of the terminal, because it i", "two");
  }

  @Test
  void aNarrowerTerminalThatHasWrappedTheLinesShowsThePictureOnce() {
    screen.write("$ command\r\n");
    show("123456789 123456789 123456789 123456789", "two", "three");

    // What a terminal makes of it that wraps.
    screen.write(
        "\u001b[H\u001b[J$ command\r\n123456789 123456789 \r\n123456789 123456789\r\ntwo\r\n");
    screen.write("three\r");
    resize(20);
    show("123456789", "two", "three");

    assertThat(rows()).containsExactly("$ command", "123456789", "two", "three");
  }

  @Test
  void afterItsEndTheNextLineIsBelowThePicture() {
    show("one", "two");
    display.close();
    flush();
    screen.write("next");
    assertThat(rows()).containsExactly("one", "two", "next");
  }

  private void show(String... text) {
    display.show(lines(text));
    flush();
  }

  private void resize(int columns) {
    terminal.setSize(new Size(columns, 10));
    screen.setSize(columns, 10);
  }

  private void flush() {
    screen.write(
        bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace("\n", "\r\n"));
    bytes.reset();
  }

  private static List<AttributedString> lines(String... text) {
    return Arrays.stream(text).map(AttributedString::new).toList();
  }

  private List<String> rows() {
    return screen
        .toString()
        .lines()
        .map(String::stripTrailing)
        .filter(row -> !row.isEmpty())
        .toList();
  }
}
