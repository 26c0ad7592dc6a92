package org.fleetreboot.journal.sql.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.to;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.fleetreboot.journal.JournalFailed;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
  private final RequestQueue queue = new RequestQueue();

  @Test
  void aBatchHoldsAllThatWaitsUpTo1024Requests() {
    IntStream.range(0, 1_500).forEach(i -> queue.put(request(1)));

    assertThat(queue.take()).hasSize(1_024);
    assertThat(queue.take()).hasSize(476);
  }

  @Test
  void aBatchEndsWithTheRequestThatMakesItLarge() {
    IntStream.range(0, 5).forEach(i -> queue.put(request(10_000)));

    assertThat(queue.take()).hasSize(2);
    assertThat(queue.take()).hasSize(2);
    assertThat(queue.take()).hasSize(1);
  }

  @Test
  void aCallerWaitsWhileTheQueueIsFull() {
    Request large = request(70_000);
    queue.put(large);
    Thread caller = start(request(1));
    awaitWaiting(caller);

    assertThat(queue.take()).containsExactly(large);

    awaitEnd(caller);
    assertThat(queue.take()).hasSize(1);
  }

  @Test
  void closingFailsCallersThatWaitForRoom() {
    queue.put(request(70_000));
    AppendRequest late = request(1);
    Thread caller = start(late);
    awaitWaiting(caller);

    queue.close(new JournalFailed("closed"));

    awaitEnd(caller);
    assertThatThrownBy(late.answer()::join).hasRootCauseMessage("closed");
    assertThat(queue.take()).hasSize(1);
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void theFirstReasonToCloseCounts() {
    queue.close(new JournalFailed("first"));
    queue.close(new JournalFailed("second"));
    AppendRequest late = request(1);

    queue.put(late);

    assertThatThrownBy(late.answer()::join).hasRootCauseMessage("first");
  }

  private Thread start(Request request) {
    Thread caller = new Thread(() -> queue.put(request), "caller");
    caller.start();
    return caller;
  }

  private static void awaitWaiting(Thread caller) {
    Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
  }

  private static void awaitEnd(Thread caller) {
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !caller.isAlive());
  }

  private static AppendRequest request(int events) {
    return new AppendRequest(HUB, List.of(to(PUMP, 0, events)));
  }
}
