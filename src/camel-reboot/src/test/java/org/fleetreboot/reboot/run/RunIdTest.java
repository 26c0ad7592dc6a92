package org.fleetreboot.reboot.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  @Test
  void textThatIsAnIdStaysAsItIs() {
    assertThat(RunId.of("nightly-20260101-003000")).isEqualTo("nightly-20260101-003000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ID:host-39077-1700000000000-1:1:1:1:1",
        "Nightly",
        "--",
        "",
        "ümläute",
        "a-very-long-name-that-goes-on-and-on-and-on-until-it-is-longer-than-the-longest-id"
      })
  void anyTextBecomesAnId(String text) {
    assertThat(RunId.of(text)).matches("[a-z0-9-]{1,64}");
    assertThat(RunId.of(text)).isEqualTo(RunId.of(text));
  }

  @Test
  void textsThatLookAlikeHaveDifferentIds() {
    assertThat(RunId.of("a:b")).isNotEqualTo(RunId.of("a.b")).startsWith("a-b-");
  }

  @Test
  void contentCounts() {
    assertThat(RunId.of("file", new byte[] {1})).isNotEqualTo(RunId.of("file", new byte[] {2}));
  }
}
