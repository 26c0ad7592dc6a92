package org.fleetreboot.devicesim.device.sdk;

import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.device.IncomingMethodCall;
import org.jspecify.annotations.Nullable;

/**
 * A call that is answered with the return value of the SDK's method callback; null sends no answer.
 */
final class SdkMethodCall implements IncomingMethodCall {

  /**
   * The SDK misses an acknowledgement that arrives before its publishing thread has recorded the
   * message, which happens occasionally with a hub on loopback. A missing one is therefore not an
   * error. One second is a hundred times what the SDK needs to send an answer.
   */
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 1;

  private final String method;
  private final CompletableFuture<Optional<DirectMethodResponse>> reply = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> acknowledged = new CompletableFuture<>();

  SdkMethodCall(String method) {
    this.method = method;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public CompletionStage<?> answer(int status, Object payload) {
    reply.complete(Optional.of(new DirectMethodResponse(status, payload)));
    return acknowledged.completeOnTimeout(null, ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void leaveUnanswered() {
    reply.complete(Optional.empty());
  }

  /** Blocks the SDK's receive thread, like any device callback; null for no answer. */
  @Nullable DirectMethodResponse awaitReply() {
    try {
      return reply.get().orElse(null);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new AssertionError("a reply never fails", e);
    }
  }

  void acknowledge() {
    acknowledged.complete(null);
  }
}
