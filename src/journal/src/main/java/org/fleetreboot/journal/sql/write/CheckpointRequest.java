package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import org.fleetreboot.journal.Position;

/** Saves the position of a subscription. */
public final class CheckpointRequest extends AcknowledgedRequest {
  private final String subscription;
  private final String partition;
  private final Position position;

  public CheckpointRequest(String subscription, String partition, Position position) {
    this.subscription = subscription;
    this.partition = partition;
    this.position = position;
  }

  @Override
  protected void writeAll(Heads heads, Tables tables) throws SQLException {
    heads.requireOwned(partition);
    long partitionNo = heads.touch(partition).partitionNo();
    tables.saveCheckpoint(subscription, partitionNo, position.value());
  }
}
