package org.fleetreboot.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.fleetreboot.app.report.ListedDevices;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.terminal.LiveDisplay;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTreeTest {
  private static final String HIDE = "\u001b[?25l";
  private static final String SHOW = "\u001b[?25h";

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final RunView RUN =
      new RunView(
          "night-1",
          "night",
          List.of("plant-7"),
          RunStatus.RUNNING,
          NOON,
          null,
          null,
          new RunTrigger.CommandLine("start"),
          Requester.login("op"),
          List.of(),
          Tally.EMPTY);

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"xterm", "screen"})
  void theCursorIsRestoredEvenIfTheTerminalClosedItself(String type) throws IOException {
    Terminal terminal =
        new ExternalTerminal(
            "test", type, new ByteArrayInputStream(new byte[0]), shown, StandardCharsets.UTF_8);
    LiveTree tree = treeOn(terminal);
    assertThat(text()).contains(HIDE);

    terminal.close();
    tree.close();

    assertThat(text().substring(text().indexOf(HIDE))).contains(SHOW);
  }

  @Test
  void typedTextIsNotEchoedAndCtrlCKeepsItsEffect() throws IOException {
    Terminal terminal =
        new ExternalTerminal(
            "test", "xterm", new ByteArrayInputStream(new byte[0]), shown, StandardCharsets.UTF_8);
    LiveTree tree = treeOn(terminal);

    assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO)).isFalse();
    assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ICANON)).isFalse();
    assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ISIG)).isTrue();

    tree.close();
    assertThat(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO)).as("given back").isTrue();
  }

  @Test
  void controlCharactersBesideTheTreeHaveNoEffect() throws IOException {
    Terminal terminal =
        new ExternalTerminal(
            "test", "xterm", new ByteArrayInputStream(new byte[0]), shown, StandardCharsets.UTF_8);
    LiveTree tree = treeOn(terminal);
    tree.say("stopped by ann (\u001b]0;a title\u0007\u001b[8m\u202efire)");
    tree.show(
        new Snapshot(
            RUN, new ListedDevices(List.of()), List.of(), List.of(), HubHealth.GOOD, null, NOON));
    tree.close();

    assertThat(text())
        .contains("stopped by ann (\\u001b]0;a title\\u0007\\u001b[8m\\u202efire)")
        .doesNotContain("\u001b]0;", "\u0007", "\u202e");
  }

  private LiveTree treeOn(Terminal terminal) {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    return new LiveTree(
        new LiveDisplay(terminal, out), new TreeLines(TreeSymbols.UNICODE, false, ZoneOffset.UTC));
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
