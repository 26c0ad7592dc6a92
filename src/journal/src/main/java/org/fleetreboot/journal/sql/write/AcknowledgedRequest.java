package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.PartitionLost;
import org.jspecify.annotations.Nullable;

/** A request whose caller learns only that it is durable. */
public abstract class AcknowledgedRequest implements Request {
  private final CompletableFuture<Void> answer = new CompletableFuture<>();
  private @Nullable PartitionLost refusal;

  protected AcknowledgedRequest() {}

  public final CompletableFuture<Void> answer() {
    return answer;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public final void write(Heads heads, Tables tables, long nowMillis) throws SQLException {
    refusal = null;
    writeAll(heads, tables);
  }

  /** As {@link #write}. */
  protected abstract void writeAll(Heads heads, Tables tables) throws SQLException;

  @Override
  public final void refuse(PartitionLost lost) {
    refusal = lost;
  }

  @Override
  public final void acknowledge() {
    if (refusal == null) {
      answer.complete(null);
    } else {
      answer.completeExceptionally(refusal);
    }
  }

  @Override
  public final void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }
}
