package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.junit.jupiter.api.Test;

/** Refused orders are recorded, and nobody fills the journal with them. */
class RefusedOrdersTest {
  private final Throwable refusal =
      new CompletionException(new ControlRefused("Run r1 has ended: it is failed."));

  private final List<RefusedOrder> recorded = new ArrayList<>();
  private long now;
  private final RefusedOrders refusals =
      new RefusedOrders(() -> FleetThat.knows(Map.of("control", control(recorded))), () -> now);

  @Test
  void aRefusalIsRecordedWithWhoWhatAndWhy() {
    refusals.record(
        new RefusedOrders.Order(Requester.token("anna"), "pause", "r1", null, null), refusal);

    assertThat(recorded)
        .containsExactly(
            new RefusedOrder(
                Requester.token("anna"),
                "pause",
                "r1",
                null,
                null,
                "Run r1 has ended: it is failed."));
  }

  @Test
  void aMistakeIsNoRefusal() {
    refusals.record(order("anna"), new IllegalArgumentException("step must name the approval."));

    assertThat(recorded).isEmpty();
  }

  @Test
  void aPersonAddsTenAtOnceAndThenOneAMinute() {
    times(1_000, "anna");
    assertThat(recorded).hasSize(10);

    now += TimeUnit.MINUTES.toNanos(2);
    times(1_000, "anna");
    assertThat(recorded).hasSize(12);
  }

  @Test
  void manyPeopleTogetherAddAHundred() {
    for (int person = 0; person < 500; person++) {
      times(5, "person-" + person);
    }
    assertThat(recorded).hasSize(100);
  }

  private void times(int times, String name) {
    for (int i = 0; i < times; i++) {
      refusals.record(order(name), refusal);
    }
  }

  private static RefusedOrders.Order order(String name) {
    return new RefusedOrders.Order(Requester.token(name), "stop", null, null, null);
  }

  /** A control that is told of refused orders, and of nothing else. */
  static Control control(List<RefusedOrder> recorded) {
    return (Control)
        Proxy.newProxyInstance(
            Objects.requireNonNull(Control.class.getClassLoader()),
            new Class<?>[] {Control.class},
            (control, asked, arguments) -> {
              if (!asked.getName().equals("refused")) {
                throw new AssertionError(asked);
              }
              recorded.add((RefusedOrder) arguments[0]);
              return CompletableFuture.completedFuture(true);
            });
  }
}
