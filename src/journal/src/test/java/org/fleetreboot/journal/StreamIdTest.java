package org.fleetreboot.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamIdTest {
  @Test
  void aRunBelongsToThePartitionOfRuns() {
    assertThat(StreamId.run("nightly-1")).isEqualTo(new StreamId("runs", "run/nightly-1"));
  }

  @Test
  void devicesAndGroupsBelongToThePartitionOfTheirHub() {
    assertThat(StreamId.device("north", "pump-7"))
        .isEqualTo(new StreamId("hub/north", "device/north/pump-7"));
    assertThat(StreamId.group("north", "nightly-1", "canary"))
        .isEqualTo(new StreamId("hub/north", "group/nightly-1/canary/north"));
  }

  @Test
  void anAmbiguousNameIsRefused() {
    assertThatThrownBy(() -> StreamId.group("north", "nightly/1", "canary"))
        .hasMessage("A run id must not contain '/': nightly/1");
    assertThatThrownBy(() -> StreamId.device("north", " "))
        .hasMessage("A device id must not be blank.");
  }
}
