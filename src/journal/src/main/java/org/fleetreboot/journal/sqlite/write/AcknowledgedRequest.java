package org.fleetreboot.journal.sqlite.write;

import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;

/** A request whose caller learns only that it is durable. */
public abstract class AcknowledgedRequest implements Request {
  private final CompletableFuture<Void> answer = new CompletableFuture<>();

  AcknowledgedRequest() {}

  public final CompletableFuture<Void> answer() {
    return answer;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public final void acknowledge() {
    answer.complete(null);
  }

  @Override
  public final void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }
}
