package org.fleetreboot.journal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fleetreboot.journal.projection.GroupProjection;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.junit.jupiter.api.Test;

class DeviceViewTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Instant LATE = Instant.parse("2026-11-29T14:40:07.123Z");
  private static final UUID CALL = new UUID(0, 1);

  private final GroupProjection group = new GroupProjection("pumps", "north");

  DeviceViewTest() {
    join();
    apply(
        new RebootEvent.NotConfirmed("r", "pumps", NOON, CALL, NOON, "marker is same", 200, null));
  }

  @Test
  void aNoteDoesNotHideWhenADeviceWasBackLate() {
    apply(new RebootEvent.ConfirmedLate("r", "pumps", LATE, CALL, new BootMarker("b", LATE, 2)));
    apply(new RebootEvent.Noted("r", "pumps", LATE.plusSeconds(60), "fan replaced"));

    assertThat(device().backLateAt()).isEqualTo(LATE);
    assertThat(device().at()).isEqualTo(NOON);
    assertThat(device().detail()).isEqualTo("confirmed late at " + LATE + "; fan replaced");
  }

  @Test
  void aNoteThatSaysSoIsNoLateReturn() {
    apply(new RebootEvent.Noted("r", "pumps", LATE, "confirmed late at " + LATE));

    assertThat(device().backLateAt()).isNull();
  }

  @Test
  void aDeviceThatJoinsAgainHasNotBeenBackLate() {
    apply(new RebootEvent.ConfirmedLate("r", "pumps", LATE, CALL, new BootMarker("b", LATE, 2)));
    join();

    assertThat(device().backLateAt()).isNull();
  }

  private void join() {
    group.apply(new GroupEvent.TargetsAdded(NOON, List.of("pump-1")));
  }

  private void apply(RebootEvent event) {
    group.apply("pump-1", event);
  }

  private DeviceView device() {
    return group.devices().get(0);
  }
}
