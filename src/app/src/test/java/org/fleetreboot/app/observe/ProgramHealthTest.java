package org.fleetreboot.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.engine.HubTrouble;
import org.junit.jupiter.api.Test;

class ProgramHealthTest {
  private static final Optional<Duration> IDLE = Optional.empty();

  @Test
  void aStoppedJournalIsDownAndAnIdleOneIsNot() {
    assertThat(ProgramHealth.journal(new IllegalStateException("secret"), IDLE).isUp()).isFalse();
    assertThat(ProgramHealth.journal(new IllegalStateException("secret"), IDLE).sentence())
        .endsWith("Correct what its log says, then start it.")
        .doesNotContain("secret");
    assertThat(ProgramHealth.journal(null, IDLE).isUp()).isTrue();
  }

  @Test
  void aCommitThatDoesNotEndIsDown() {
    assertThat(ProgramHealth.journal(null, Optional.of(Duration.ofSeconds(2))).isUp()).isTrue();
    assertThat(ProgramHealth.journal(null, Optional.of(Duration.ofSeconds(31))))
        .isEqualTo(
            Finding.down(
                "A commit has taken 31 s so far."
                    + " Look at the disk of the journal, then restart the program."));
  }

  @Test
  void aStoppedOrStuckEngineIsDown() {
    assertThat(ProgramHealth.engine(null, IDLE, 3).isUp()).isTrue();
    assertThat(ProgramHealth.engine(new IllegalStateException("bug"), IDLE, 0))
        .isEqualTo(
            Finding.down(
                "The engine has stopped; no device is called any more."
                    + " Restart the program: its runs continue."));
    assertThat(ProgramHealth.engine(null, Optional.of(Duration.ofMinutes(1)), 7))
        .isEqualTo(
            Finding.down(
                "A step has taken 1 min so far; 7 commands wait."
                    + " Restart the program: its runs continue."));
  }

  @Test
  void aSuspendedHubAndLateResultsAreToldAndNotDown() {
    HubTrouble trouble = new HubTrouble(HubTrouble.Kind.UNREACHABLE, "token=abc");
    assertThat(ProgramHealth.hub("plant-7", trouble))
        .isEqualTo(
            "Hub plant-7 is suspended: unreachable."
                + " ./fleet-reboot explain RUN says why, and when it is tried again.");
    assertThat(ProgramHealth.results(Map.of("results", 5_000L, "audit", 1L)).isUp()).isTrue();
  }

  @Test
  void aDiskThatIsNearlyFullIsDown() {
    assertThat(ProgramHealth.disk(10L << 30).isUp()).isTrue();
    assertThat(ProgramHealth.disk(17L << 20).isUp()).isFalse();
  }
}
