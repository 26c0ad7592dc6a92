package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.RunTrigger;
import org.junit.jupiter.api.Test;

class RunOrderTest {
  private static final RunTrigger TYPED = new RunTrigger.CommandLine("start");

  @Test
  void whoAsksAgainAsItSaysAsksForTheSameRun() {
    assertThat(RunOrder.ofDevices("devices", "r 1", TYPED, List.of("pump-7"), false).askedAgain())
        .contains("--run-id 'r 1'");
    assertThat(RunOrder.ofChain("night", null, TYPED, false, Instant.EPOCH).askedAgain())
        .contains("a run that was begun is taken up");
  }
}
