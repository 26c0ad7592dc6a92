package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.engine.state.DisconnectedDevices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which devices of a group count as down; the engine asks for them in each of its steps. */
class DisconnectedDevicesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Set<String> targets = new LinkedHashSet<>(List.of("a", "b"));
  private final DisconnectedDevices devices = new DisconnectedDevices(targets);
  private final List<String> polled = new ArrayList<>();

  @BeforeEach
  void tell() {
    devices.replace(List.of(disconnected("a"), disconnected("c"), disconnected("d")), NOON);
  }

  @Test
  void theyAreCountedOncePerAnswerOfTheHub() {
    assertThat(counting()).containsExactly("a");
    assertThat(counting()).containsExactly("a");
    assertThat(polled).containsExactly("a");

    tell();
    assertThat(counting()).containsExactly("a");
    assertThat(polled).containsExactly("a", "a");
  }

  @Test
  void aDeviceThatJoinsTheGroupCountsFromThenOn() {
    assertThat(counting()).containsExactly("a");

    targets.add("c");

    assertThat(counting()).containsExactly("a", "c");
  }

  @Test
  void aDeviceCountsUntilItIsSeenAndAgainWhenItIsGone() {
    assertThat(counting()).containsExactly("a");
    devices.recount("a", one -> false);
    assertThat(counting()).isEmpty();

    devices.recount("a", one -> true);
    devices.recount("d", one -> true);
    devices.recount("nobody", one -> true);
    assertThat(counting()).containsExactly("a");
  }

  private Set<String> counting() {
    return devices.counting(one -> polled.add(one.device())).keySet();
  }

  private static Disconnected disconnected(String device) {
    return new Disconnected(device, Map.of(), NOON);
  }
}
