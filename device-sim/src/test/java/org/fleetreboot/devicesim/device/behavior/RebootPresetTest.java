package org.fleetreboot.devicesim.device.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RebootPresetTest {

  private static final Instant INSTANT = Instant.parse("2026-11-23T12:00:00.1234567Z");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void everyTutorialWritesItsTimeInItsOwnWay() {
    assertThat(written(RebootPreset.FLEET_REBOOT)).isEqualTo("2026-11-23T12:00:00.123456Z");
    assertThat(written(RebootPreset.PYTHON_TUTORIAL)).isEqualTo("2026-11-23 13:00:00.123456");
    assertThat(written(RebootPreset.NODE_TUTORIAL)).isEqualTo("2026-11-23T12:00:00.123Z");
    assertThat(written(RebootPreset.JAVA_TUTORIAL)).isEqualTo("2026-11-23T13:00:00.123456");
  }

  @Test
  void theNodeMarkerIsNested() {
    assertThat(RebootPreset.NODE_TUTORIAL.patch("t"))
        .isEqualTo(Map.of("iothubDM", Map.of("reboot", Map.of("lastReboot", "t"))));
  }

  @Test
  void thePythonMarkerIsFlat() {
    assertThat(RebootPreset.PYTHON_TUTORIAL.patch("t")).isEqualTo(Map.of("rebootTime", "t"));
  }

  @Test
  void anUnknownLabelIsRefusedWithTheListOfThoseThereAre() {
    assertThatThrownBy(() -> RebootPreset.labelled("cobol-tutorial"))
        .hasMessageContainingAll("cobol-tutorial", "python-tutorial", "fleet-reboot");
  }

  private static String written(RebootPreset preset) {
    return preset.markerFormat().write(INSTANT, PARIS);
  }
}
