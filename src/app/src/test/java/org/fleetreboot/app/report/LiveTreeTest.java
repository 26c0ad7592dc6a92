package org.fleetreboot.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTreeTest {
  private static final String HIDE = "\u001b[?25l";
  private static final String SHOW = "\u001b[?25h";

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"xterm", "screen"})
  void theCursorIsGivenBackEvenByATerminalThatClosedItself(String type) throws IOException {
    Terminal terminal =
        new ExternalTerminal(
            "test", type, new ByteArrayInputStream(new byte[0]), shown, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    LiveTree tree = new LiveTree(terminal, new TreeLines(Glyphs.UNICODE, false), out);
    assertThat(text()).contains(HIDE);

    terminal.close();
    tree.close();

    assertThat(text().substring(text().indexOf(HIDE))).contains(SHOW);
  }

  @Test
  void whatIsTypedMeanwhileIsNotShownInThePictureAndCtrlCStaysWhatItIs() throws IOException {
    Terminal terminal =
        new ExternalTerminal(
            "test", "xterm", new ByteArrayInputStream(new byte[0]), shown, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    LiveTree tree = new LiveTree(terminal, new TreeLines(Glyphs.UNICODE, false), out);

    assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO)).isFalse();
    assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ICANON)).isFalse();
    assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ISIG)).isTrue();

    tree.close();
    assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO)).as("given back").isTrue();
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
