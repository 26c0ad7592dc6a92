package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggersAtRestTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "quartz:nightly",
        "file:inbox",
        "timer:other",
        "timer://trigger?period=1000",
        "jms:q"
      })
  void whatBeginsRunsByItselfIsATrigger(String uri) {
    assertThat(TriggersAtRest.isTrigger(uri)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reboot-run:nightly",
        "reboot-device:turn",
        "reboot-events:results?types=outcome",
        "timer:poll?period=250ms",
        "timer://poll",
        "direct:notify",
        "seda:log"
      })
  void theWorkflowAndWhatRoutesCallIsNone(String uri) {
    assertThat(TriggersAtRest.isTrigger(uri)).isFalse();
  }
}
