package org.fleetreboot.journal.sqlite.write;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.Position;

/** Saves the position of a subscription. */
public final class CheckpointRequest implements Request {
  private final String subscription;
  private final String partition;
  private final Position position;
  private final CompletableFuture<Void> answer = new CompletableFuture<>();

  public CheckpointRequest(String subscription, String partition, Position position) {
    this.subscription = subscription;
    this.partition = partition;
    this.position = position;
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
    long partitionNo = heads.partition(partition).partitionNo();
    tables.saveCheckpoint(subscription, partitionNo, position.value());
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
