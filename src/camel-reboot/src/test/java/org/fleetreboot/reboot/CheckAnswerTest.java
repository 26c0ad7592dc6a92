package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.fleetreboot.engine.CheckFinding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckAnswerTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final CheckFinding GO = new CheckFinding.Go();

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Exchange answer = new DefaultExchange(context);

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", " false\n"})
  void falseIsNoInWhateverFormItComes(String text) {
    CheckFinding no = new CheckFinding.Veto("the check said no");

    assertThat(said(text)).isEqualTo(no);
    assertThat(said(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(no);
    assertThat(said(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
        .as("as a web server answers")
        .isEqualTo(no);
    assertThat(said(false)).isEqualTo(no);
  }

  @Test
  void aWebServerCanSayAllOfItInJson() {
    assertThat(said("{\"veto\": \"audit today\"}")).isEqualTo(new CheckFinding.Veto("audit today"));
    assertThat(said("{\"retryAfter\": \"15m\", \"reason\": \"the line runs\"}"))
        .isEqualTo(new CheckFinding.NotNow("the line runs", Duration.ofMinutes(15)));
    assertThat(said(Map.of("veto", "audit today"))).isEqualTo(new CheckFinding.Veto("audit today"));
  }

  @ParameterizedTest
  @CsvSource({"true", "pump-1", "{}", "[1]", "''"})
  void anythingElseIsYes(String text) {
    assertThat(said(text)).isEqualTo(GO);
    assertThat(said(null)).isEqualTo(GO);
    assertThat(said("false".repeat(10_000))).isEqualTo(GO);
  }

  @Test
  void aVetoMayBeASwitch() {
    assertThat(said("{\"veto\": false}")).isEqualTo(GO);
    assertThat(said("{\"veto\": true}")).isEqualTo(new CheckFinding.Veto("the check said no"));
    assertThat(said("{\"veto\": true, \"reason\": \"audit today\"}"))
        .isEqualTo(new CheckFinding.Veto("audit today"));
    assertThat(said(Map.of("veto", false))).isEqualTo(GO);
  }

  @Test
  void aVetoThatIsNoTextIsAVetoAllTheSame() {
    assertThat(said("{\"veto\": {\"reason\": \"audit\"}}"))
        .isEqualTo(new CheckFinding.Veto("{\"reason\":\"audit\"}"));
    assertThat(said("{\"veto\": null}")).isEqualTo(GO);
  }

  @Test
  void aNumberIsSecondsAsWebServersMeanIt() {
    CheckFinding inAQuarter = new CheckFinding.NotNow("the check said not now", QUARTER);
    assertThat(said("{\"retryAfter\": 900}")).isEqualTo(inAQuarter);
    assertThat(said(Map.of("retryAfter", 900))).isEqualTo(inAQuarter);
    assertThat(said("{\"retryAfter\": \"900\"}")).isEqualTo(inAQuarter);
    assertThat(said("{\"retryAfter\": 900.0}")).isEqualTo(inAQuarter);
    assertThat(said("{\"retryAfter\": 900, \"reason\": 503}"))
        .isEqualTo(new CheckFinding.NotNow("503", QUARTER));
    answer.getMessage().setHeader(RebootConstants.RETRY_AFTER, 900);
    assertThat(said(null)).isEqualTo(inAQuarter);
  }

  @Test
  void brokenJsonIsNoYes() {
    assertThat(said("{\"veto\": \"audit to"))
        .isEqualTo(new CheckFinding.NotNow("its answer is broken JSON", Duration.ofMinutes(1)));
  }

  @Test
  void aByteOrderMarkHidesNothing() {
    assertThat(said("\uFEFF{\"veto\": \"audit\"}")).isEqualTo(new CheckFinding.Veto("audit"));
    assertThat(said("\uFEFFfalse".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new CheckFinding.Veto("the check said no"));
    for (Charset utf16 : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(said("\uFEFF{\"veto\": \"audit\"}".getBytes(utf16)))
          .isEqualTo(new CheckFinding.Veto("audit"));
    }
  }

  @Test
  void aLongAnswerHidesNothing() {
    String veto = "{\"report\": \"%s\", \"veto\": \"audit\"}".formatted("x".repeat(11_000));
    assertThat(said(veto)).isEqualTo(new CheckFinding.Veto("audit"));
    assertThat(said(new ByteArrayInputStream(veto.getBytes(StandardCharsets.UTF_8))))
        .as("as much as is read of a web server's")
        .isEqualTo(
            new CheckFinding.NotNow(
                "its answer is longer than 10,000 bytes", Duration.ofMinutes(1)));
  }

  @Test
  void aTimeThatIsEmptyIsNotNow() {
    assertThat(said("{\"retryAfter\": \"\", \"reason\": \"the line runs\"}"))
        .isInstanceOfSatisfying(
            CheckFinding.NotNow.class,
            notNow -> assertThat(notNow.reason()).startsWith("the line runs (its time: "));
  }

  @Test
  void aReasonIsNoNovel() {
    assertThat(said(Map.of("veto", "no ".repeat(1_000))))
        .isInstanceOfSatisfying(
            CheckFinding.Veto.class, veto -> assertThat(veto.reason()).hasSize(1_000));
    answer.setException(new IllegalStateException("x".repeat(1_000_000)));
    assertThat(said(null))
        .isInstanceOfSatisfying(
            CheckFinding.NotNow.class, notNow -> assertThat(notNow.reason()).hasSize(1_000));
  }

  @Test
  void aTimeThatIsNoneIsAMinuteAndSaysSo() {
    answer.getMessage().setHeader(RebootConstants.RETRY_AFTER, "soon");

    assertThat(said(null))
        .isInstanceOfSatisfying(
            CheckFinding.NotNow.class,
            notNow -> {
              assertThat(notNow.retryAfter()).isEqualTo(Duration.ofMinutes(1));
              assertThat(notNow.reason()).contains("invalid duration 'soon'");
            });
  }

  @Test
  void anAnswerThatBreaksOffIsNoYes() {
    InputStream broken = new Breaking();

    assertThat(said(broken))
        .isEqualTo(
            new CheckFinding.NotNow(
                "its answer broke off: connection reset", Duration.ofMinutes(1)));
  }

  private CheckFinding said(@Nullable Object body) {
    answer.getMessage().setBody(body);
    return CheckAnswer.of(answer);
  }

  private static final class Breaking extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      return read();
    }
  }
}
