package org.fleetreboot.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;

import org.junit.jupiter.api.Test;

class RunTriggerTest {
  @Test
  void aCommandLineIsQuotedForAShell() {
    assertThat(new RunTrigger.CommandLine("start", "--device", "pump,7").text())
        .isEqualTo("start --device pump,7");
    assertThat(new RunTrigger.CommandLine("start", "--query", "tags.a = 'b c'").text())
        .isEqualTo("start --query 'tags.a = '\\''b c'\\'''");
  }

  @Test
  void triggersWithTheSameTextAreNotTheSame() {
    assertThat(new RunTrigger.Route("a at b", false))
        .isNotEqualTo(new RunTrigger.Schedule("a", NOON));
    assertThat(new RunTrigger.CommandLine("start", "--device", "a", "b"))
        .isNotEqualTo(new RunTrigger.CommandLine("start", "--device", "a b"));
  }

  @Test
  void aTriggerThatMayStartManyRunsDoesNotStandForOne() {
    assertThat(new RunTrigger.Api().standsForOneRun()).isFalse();
    assertThat(new RunTrigger.WithReason(new RunTrigger.Api(), "leak").standsForOneRun()).isFalse();
    assertThat(new RunTrigger.Schedule("nightly", NOON).standsForOneRun()).isTrue();
  }
}
