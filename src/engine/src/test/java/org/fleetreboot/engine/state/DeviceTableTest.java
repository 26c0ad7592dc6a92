package org.fleetreboot.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceTableTest {
  private final DeviceTable table = new DeviceTable();

  @Test
  void itHoldsTheDevicesThatWereAddedAndNotRemoved() {
    Random random = new Random(11);
    Set<String> known = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      // First it grows, then it shrinks.
      String id = "device-" + random.nextInt(2_000);
      if (random.nextInt(50_000) < i) {
        table.remove(id);
        known.remove(id);
      } else if (table.get(id) == null) {
        table.add(new LiveDevice(id, new SteadyTime()));
        known.add(id);
      }
      assertThat(table.get(id) != null).isEqualTo(known.contains(id));
    }

    assertThat(known).isNotEmpty();
    assertThat(table.size()).isEqualTo(known.size());
    assertThat(table).extracting(device -> device.id).containsExactlyInAnyOrderElementsOf(known);
    known.forEach(id -> assertThat(table.get(id)).isNotNull());
  }

  @Test
  void idsOfOneHashAreDifferentDevices() {
    LiveDevice one = new LiveDevice("Aa", new SteadyTime());
    LiveDevice other = new LiveDevice("BB", new SteadyTime());
    table.add(one);
    table.add(other);
    table.remove("Aa");

    assertThat(one.hashCode()).isEqualTo(other.hashCode());
    assertThat(table.get("Aa")).isNull();
    assertThat(table.get("BB")).isEqualTo(other);
  }
}
