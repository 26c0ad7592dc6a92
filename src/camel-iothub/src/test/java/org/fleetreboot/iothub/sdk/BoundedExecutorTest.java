package org.fleetreboot.iothub.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.NotSentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BoundedExecutorTest {

  private final CountDownLatch release = new CountDownLatch(1);
  private final BoundedExecutor slots = new BoundedExecutor(1, 1, Executors.defaultThreadFactory());

  @AfterEach
  void end() {
    release.countDown();
    slots.close();
  }

  @Test
  void runsQueuesAndThenRefusesWithoutBlocking() {
    CompletableFuture<String> running = submit("first");
    CompletableFuture<String> waiting = submit("second");
    CompletableFuture<String> refused = submit("third");

    assertThat(refused).isCompletedExceptionally();
    assertThatThrownBy(refused::join)
        .cause()
        .isInstanceOfSatisfying(
            NotSentException.class, e -> assertThat(e.delivery()).isEqualTo(Delivery.notDelivered))
        .hasMessage(
            "third was not sent, because 1 calls are running and 1 are waiting, which are the"
                + " limits.");
    release.countDown();
    assertThat(running).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("first");
    assertThat(waiting).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("second");
  }

  @Test
  void onCloseRunningCallsEndAndWaitingOnesAreDropped() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Boolean> running =
        slots
            .submit(
                "first",
                () -> {
                  started.countDown();
                  return release.await(5, TimeUnit.MINUTES);
                })
            .toCompletableFuture();
    assertThat(started.await(5, TimeUnit.MINUTES)).isTrue();
    CompletableFuture<String> waiting = submit("second");

    slots.close();
    release.countDown();

    assertThat(running).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
    assertThat(waiting).isNotDone();
    assertThat(submit("third")).isCompletedExceptionally();
  }

  @Test
  void failsWithWhatTheCallThrows() {
    CompletableFuture<Object> failing =
        slots
            .submit(
                "first",
                () -> {
                  throw new IllegalStateException("broken");
                })
            .toCompletableFuture();

    assertThat(failing)
        .failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .withMessageContaining("broken");
  }

  private CompletableFuture<String> submit(String name) {
    return slots
        .submit(
            name,
            () -> {
              release.await();
              return name;
            })
        .toCompletableFuture();
  }
}
