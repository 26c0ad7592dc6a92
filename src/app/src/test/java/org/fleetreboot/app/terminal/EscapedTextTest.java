package org.fleetreboot.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedTextTest {
  @ParameterizedTest
  @CsvSource({
    "'\u001b[2J\u001b]0;x\u0007', '\\u001b[2J\\u001b]0;x\\u0007'",
    "'a\u009b31mb', 'a\\u009b31mb'",
    "'a\rb\u0008\u007f', 'a\\rb\\u0008\\u007f'",
    "'a\u202eb\u2028', 'a\\u202eb\\u2028'",
    "'Zürich 東京 😀 ├─', 'Zürich 東京 😀 ├─'"
  })
  void whatATerminalObeysIsShown(String text, String shown) {
    assertThat(EscapedText.text(text)).isEqualTo(shown);
  }

  @Test
  void linesStayLinesUnlessTheyArePartOfOne() {
    assertThat(EscapedText.text("a\n\tb")).isEqualTo("a\n\tb");
    assertThat(EscapedText.line("a\nrun-7 completed")).isEqualTo("a\\nrun-7 completed");
  }

  @Test
  void controlCharactersAreShown() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new EscapingStream(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    Object object = List.of("\u001bo");

    out.println("\u001ba");
    out.print(object);
    out.printf("%s%n", "\u001bb");
    out.append("\u001bc").append('\u001b').println('\u001b');
    new IllegalStateException("\u001bd").printStackTrace(out);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .doesNotContain("\u001b")
        .contains("\\u001ba", "\\u001bo", "\\u001bb", "\\u001bc", "\\u001bd");
  }
}
