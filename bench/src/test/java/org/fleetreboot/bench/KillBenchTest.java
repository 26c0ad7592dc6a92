package org.fleetreboot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.engine.view.FleetEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KillBenchTest {

  /** The long version is a command: {@code ./fleet-reboot bench kills --kills 500}. */
  @Test
  void afterTenKillsNoDeviceWasCalledTwiceAndNoneIsLost() throws Exception {
    assertThat(KillBench.prove(10, 12, 7)).containsEntry("kills", 10);
  }

  @Test
  void theCheckDetectsADeviceThatWasCalledTwice() {
    RunRecord run = new RunRecord("run-1", List.of(outcome("pump-7")));

    assertThatThrownBy(() -> run.check(1, Map.of("pump-7", 3L), Map.of("pump-7", 5L)))
        .isInstanceOf(GuaranteeViolation.class)
        .hasMessageContaining("pump-7 was called 2 times");
  }

  @Test
  void theCheckDetectsADeviceThatIsLostOrHasTwoOutcomes() {
    RunRecord lost = new RunRecord("run-1", List.of(outcome("pump-7")));
    RunRecord twice = new RunRecord("run-1", List.of(outcome("pump-7"), outcome("pump-7")));

    assertThatThrownBy(() -> lost.check(2, Map.of(), Map.of()))
        .hasMessageContaining("1 of 2 have an outcome");
    assertThatThrownBy(() -> twice.check(1, Map.of(), Map.of()))
        .hasMessageContaining("pump-7 has 2 outcomes");
  }

  @Test
  void theCheckDetectsAStepThatBeganTwice() {
    FleetEvent began = event("run.step-started.v1", null, null);
    RunRecord run = new RunRecord("run-1", List.of(began, began));

    assertThatThrownBy(() -> run.check(0, Map.of(), Map.of()))
        .hasMessageContaining("2 times run.step-started.v1 of group");
  }

  private static FleetEvent outcome(String device) {
    return event("reboot.confirmed.v1", device, "confirmed");
  }

  private static FleetEvent event(String type, @Nullable String device, @Nullable String outcome) {
    return new FleetEvent(
        new UUID(0, 1),
        "hub/local",
        1,
        type,
        Instant.EPOCH,
        "run-1",
        "group",
        device,
        outcome,
        Map.of());
  }
}
