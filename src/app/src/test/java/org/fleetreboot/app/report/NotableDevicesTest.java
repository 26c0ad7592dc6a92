package org.fleetreboot.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotableDevicesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void waitingAndConfirmedDevicesAreNotListed() {
    assertThat(
            print(
                List.of(
                    device("pump-1", DeviceStatus.CONFIRMED, null),
                    device("pump-2", DeviceStatus.WAITING, null))))
        .isEmpty();
  }

  @Test
  void aDeferredDeviceHasAReason() {
    assertThat(print(List.of(device("pump-1", DeviceStatus.WAITING, "the line runs"))))
        .containsPattern("pump-1 +pumps +waiting +the line runs");
  }

  @Test
  void theTimePrecedesTheFullStop() {
    assertThat(
            print(
                List.of(
                    device(
                        "pump-1", DeviceStatus.FAILED, "invokeMethod failed: too many (403800)."))))
        .contains("too many (403800), at 2026-");
  }

  @Test
  void theFirstDeferredDevicesAreListedAndTheOthersCounted() {
    List<DeviceView> devices =
        IntStream.range(0, 1_500)
            .mapToObj(n -> device("pump-" + n, DeviceStatus.WAITING, "the line runs"))
            .toList();

    assertThat(print(devices))
        .contains("pump-19 ")
        .doesNotContain("pump-20 ")
        .contains("and 1,480 more that wait: get r1 --devices");
  }

  @Test
  void theFirstFailedDevicesAreListedAndTheOthersCounted() {
    List<DeviceView> devices =
        IntStream.range(0, 30)
            .mapToObj(n -> device("pump-" + n, DeviceStatus.OFFLINE, "not connected"))
            .toList();

    assertThat(print(devices))
        .contains("pump-19 ")
        .doesNotContain("pump-20 ")
        .contains("and 10 more that are under way or have failed: get r1 --devices");
  }

  private static DeviceView device(String id, DeviceStatus status, @Nullable String detail) {
    return new DeviceView("plant-7", id, "pumps", status, NOON, detail);
  }

  private static String print(List<DeviceView> devices) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NotableDevices.print(
        new ListedDevices(devices),
        false,
        "get r1 --devices",
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
