package org.fleetreboot.journal.sqlite.write;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;

/** Throws all snapshots away. */
public final class DiscardRequest implements Request {
  private final int format;
  private final CompletableFuture<Void> answer = new CompletableFuture<>();

  public DiscardRequest(int format) {
    this.format = format;
  }

  public CompletableFuture<Void> answer() {
    return answer;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public void write(Heads heads, Tables tables, long nowMillis) throws SQLException {
    tables.flush();
    tables.snapshots().discard(format);
    heads.forgetOpen();
  }

  @Override
  public void acknowledge() {
    answer.complete(null);
  }

  @Override
  public void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }
}
