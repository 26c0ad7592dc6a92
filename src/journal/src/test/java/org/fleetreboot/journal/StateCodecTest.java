package org.fleetreboot.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.DeviceHistory;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.SentCall;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunState;
import org.junit.jupiter.api.Test;

/** The stored form of states at rest. */
class StateCodecTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final StreamId PUMP = StreamId.device("north", "pump-7");
  private static final DeviceHistory PAST =
      new DeviceHistory(
          Map.of(),
          NOON,
          new BootMarker("42", NOON.minusSeconds(3), 17, "etag"),
          new DeviceHistory.Failures(3, "run-9"),
          Map.of(),
          NOON.plusSeconds(60));

  private final StateCodec codec = new StateCodec();

  @Test
  void aDeviceAtRestIsReadBackAsItWasWritten() {
    for (RestingDevice device :
        List.of(
            new RestingDevice(new RebootState.Idle(PAST), NOON),
            new RestingDevice(RebootState.INITIAL, null),
            new RestingDevice(new RebootState.Doubtful(SentCall.of(intent()), NOON, PAST), NOON))) {
      assertThat(codec.device(codec.encode(PUMP, 7, device))).isEqualTo(device);
    }
  }

  @Test
  void aRunIsReadBackWithItsStepsInOrderAndWithoutItsMessage() {
    RunState state = RunState.INITIAL;
    for (Object event : SampleEvents.ALL) {
      if (event instanceof RunEvent run && !(run instanceof RunEvent.StepSettled)) {
        state = evolve(state, run);
      }
    }
    Snapshot snapshot = codec.encode(StreamId.run("run-1"), 3, state);

    RunState read = codec.run(snapshot);
    assertThat(read).isEqualTo(state.withoutMessage());
    assertThat(read.accepted())
        .satisfies(run -> assertThat(run.message()).isEqualTo(RunMessage.NONE));
    assertThat(List.copyOf(read.steps().keySet())).isEqualTo(List.copyOf(state.steps().keySet()));
  }

  private static RunState evolve(RunState state, RunEvent event) {
    try {
      return Run.evolve(state, event);
    } catch (IllegalStateException unordered) {
      return state;
    }
  }

  @Test
  void anyChangedByteIsDetected() {
    Snapshot whole = codec.encode(PUMP, 7, new RestingDevice(new RebootState.Idle(PAST), NOON));
    for (int i = 0; i < whole.state().length; i++) {
      byte[] changed = whole.state().clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> codec.device(new Snapshot(PUMP, 7, changed)))
          .isInstanceOf(UnreadableSnapshot.class);
    }
    assertThatThrownBy(() -> codec.device(new Snapshot(PUMP, 7, new byte[0])))
        .isInstanceOf(UnreadableSnapshot.class)
        .hasMessage("The snapshot of device/north/pump-7 is damaged.");
  }

  @Test
  void theStateOfAnotherDeviceOrVersionIsDetected() {
    byte[] state =
        codec.encode(PUMP, 7, new RestingDevice(new RebootState.Idle(PAST), NOON)).state();
    StreamId other = StreamId.device("north", "pump-8");
    for (Snapshot moved : List.of(new Snapshot(PUMP, 8, state), new Snapshot(other, 7, state))) {
      assertThatThrownBy(() -> codec.device(moved)).isInstanceOf(UnreadableSnapshot.class);
    }
  }

  @Test
  void onlyStatesAtRestAreSaved() {
    RebootState calling = new RebootState.Calling(intent(), PAST);
    assertThatThrownBy(() -> codec.encode(PUMP, 7, new RestingDevice(calling, NOON)))
        .isInstanceOf(IllegalArgumentException.class);
    Map<String, Map<String, DeviceHistory.Part>> open = new LinkedHashMap<>();
    open.put("run-1", Map.of("ring", new DeviceHistory.Called()));
    RebootState known =
        new RebootState.Idle(new DeviceHistory(open, null, null, PAST.failures(), Map.of(), null));
    assertThatThrownBy(() -> codec.encode(PUMP, 7, new RestingDevice(known, NOON)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InvocationIntended intent() {
    return SampleEvents.ALL.stream()
        .filter(InvocationIntended.class::isInstance)
        .map(InvocationIntended.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
