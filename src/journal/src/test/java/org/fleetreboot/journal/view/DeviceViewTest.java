package org.fleetreboot.journal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceViewTest {
  private static final Instant LATE = Instant.parse("2026-11-29T02:40:07.123Z");

  @Test
  void aDeviceThatWasBackLateSaysWhenWhateverIsNotedOfIt() {
    assertThat(device(DeviceView.backLate(LATE)).backLateAt()).isEqualTo(LATE);
    assertThat(device(DeviceView.backLate(LATE) + "; fan\nreplaced; twice").backLateAt())
        .isEqualTo(LATE);
  }

  @Test
  void anyOtherDeviceWasNot() {
    assertThat(device(null).backLateAt()).isNull();
    assertThat(device("the marker is the same; confirmed late at " + LATE).backLateAt()).isNull();
    assertThat(device("confirmed late at night").backLateAt()).isNull();
  }

  private static DeviceView device(@Nullable String detail) {
    return new DeviceView("pump-1", "pumps", DeviceStatus.NOT_CONFIRMED, null, detail);
  }
}
