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
 * Sends one report until the hub accepts it. A throttled report (429) and one whose answer was lost
 * are sent again after a back-off; a report refused for good is not.
 */
final class ReportRetry {

  private static final Logger log = LoggerFactory.getLogger(ReportRetry.class);

  private final DeviceTransport body;
  private final Map<String, Object> patch;
  private final BooleanSupplier abandoned;
  private final RandomGenerator random;
  private final ScriptExecutor thread;
  private final CompletableFuture<@Nullable Void> accepted = new CompletableFuture<>();

  ReportRetry(
      DeviceTransport body,
      Map<String, Object> patch,
      BooleanSupplier abandoned,
      RandomGenerator random,
      ScriptExecutor thread) {
    this.body = body;
    this.patch = patch;
    this.abandoned = abandoned;
    this.random = random;
    this.thread = thread;
  }

  /** Done when the hub has accepted it; never if it is abandoned before. */
  CompletionStage<?> send() {
    attempt(1);
    return accepted;
  }

  private void attempt(int number) {
    if (!abandoned.getAsBoolean()) {
      body.report(patch)
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
