package org.fleetreboot.devicesim.hub.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.junit.jupiter.api.Test;

class CallLimitTest {
  private static final ClientId PUMP = ClientId.device("pump-7");
  private final ManualClock clock = ManualClock.atNow();
  private final DeviceRegistry registry = new DeviceRegistry(clock, () -> {});
  private final MethodInvoker methods =
      new MethodInvoker(
          registry, new DeviceSessions(), MethodTimeouts.REAL, clock, new HubCounters());

  @Test
  void aHundredThousandCallsOfOneDeviceAreRefusedButForAThousand() {
    registry.findOrCreate("pump-7");
    registry.findOrCreate("pump-8");
    List<CompletableFuture<MethodAnswer>> waiting = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      try {
        waiting.add(methods.invoke(PUMP, call("{}"), () -> {}));
      } catch (HubRefusal tooMany) {
        assertThat(tooMany.error()).isEqualTo(HubError.THROTTLED);
        refused++;
      }
    }
    assertThat(waiting).hasSize(CallLimit.MOST_PER_CLIENT);
    assertThat(refused).isEqualTo(100_000 - CallLimit.MOST_PER_CLIENT);
    assertThat(methods.invoke(ClientId.device("pump-8"), call("{}"), () -> {})).isNotDone();

    clock.advance(Duration.ofMinutes(5));
    assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(methods.invoke(PUMP, call("{}"), () -> {})).isNotDone();
  }

  @Test
  void callsOfAllDevicesTogetherAreBoundedByTheirNumberAndTheirBytes() {
    CallLimit byNumber = new CallLimit();
    for (int i = 0; i < CallLimit.MOST; i++) {
      byNumber.enter(ClientId.device("d" + i), 0);
    }
    assertThatThrownBy(() -> byNumber.enter(PUMP, 0)).isInstanceOf(HubRefusal.class);
    byNumber.leave(ClientId.device("d1"), 0);
    byNumber.enter(PUMP, 0);

    CallLimit byBytes = new CallLimit();
    byBytes.enter(PUMP, (int) CallLimit.MOST_BYTES);
    assertThatThrownBy(() -> byBytes.enter(PUMP, 1)).isInstanceOf(HubRefusal.class);
  }

  private static MethodCall call(String payload) {
    return MethodCall.of(
        Json.parseObject(
            "{\"methodName\":\"m\",\"connectTimeoutInSeconds\":300,\"payload\":" + payload + "}"));
  }
}
