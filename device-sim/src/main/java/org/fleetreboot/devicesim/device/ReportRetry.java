package org.fleetreboot.devicesim.device;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a report until the hub accepts it. Throttled reports (429) and reports without an answer
 * are retried with back-off; permanently refused ones are not.
 */
final class ReportRetry {

  private static final Logger log = LoggerFactory.getLogger(ReportRetry.class);

  private final DeviceTransport transport;
  private final Map<String, Object> patch;
  private final BooleanSupplier abandoned;
  private final RandomGenerator random;
  private final ScriptExecutor thread;
  private final CompletableFuture<@Nullable Void> accepted = new CompletableFuture<>();

  ReportRetry(
      DeviceTransport transport,
      Map<String, Object> patch,
      BooleanSupplier abandoned,
      RandomGenerator random,
      ScriptExecutor thread) {
    this.transport = transport;
    this.patch = patch;
    this.abandoned = abandoned;
    this.random = random;
    this.thread = thread;
  }

  /** Done when the hub has accepted it; never if it is abandoned first. */
  CompletionStage<?> send() {
    attempt(1);
    return accepted;
  }

  private void attempt(int number) {
    if (!abandoned.getAsBoolean()) {
      transport
          .report(patch)
          .whenComplete((ok, failure) -> thread.execute(() -> answered(number, failure)));
    }
  }

  private void answered(int number, @Nullable Throwable failure) {
    if (failure == null) {
      accepted.complete(null);
    } else if (failure instanceof ReportRefused refused && !refused.isPassing()) {
      accepted.completeExceptionally(refused);
    } else {
      log.debug("a report was not accepted at attempt {}", number, failure);
      thread.schedule(() -> attempt(number + 1), BackOff.LIKE_THE_SDK.after(number, random));
    }
  }
}
