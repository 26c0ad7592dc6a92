package org.fleetreboot.journal.sqlite.write;

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
  public void write(Heads heads, Tables tables, long nowMillis) throws SQLException {
    long partitionNo = heads.partition(partition).partitionNo();
    tables.saveCheckpoint(subscription, partitionNo, position.value());
  }
}
