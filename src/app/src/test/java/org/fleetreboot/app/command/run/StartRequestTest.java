package org.fleetreboot.app.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.Test;

class StartRequestTest {
  private static final Requester ANNA = Requester.login("anna");
  private static final RunTrigger TYPED = new RunTrigger.CommandLine("start");

  @Test
  void theSuggestedCommandAsksForTheSameRun() {
    assertThat(
            StartRequest.ofDevices(
                    "devices", "r 1", TYPED, List.of(Target.of("pump-7")), false, ANNA)
                .askedAgain())
        .contains("--run-id 'r 1'");
    assertThat(StartRequest.ofChain("night", null, TYPED, false, ANNA, Instant.EPOCH).askedAgain())
        .contains("a run that was begun is taken up");
  }
}
