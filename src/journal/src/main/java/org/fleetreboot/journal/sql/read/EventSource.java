package org.fleetreboot.journal.sql.read;

import java.sql.SQLException;
import java.util.List;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;

/** The events of the file that the tables are in. */
public interface EventSource {
  /** The partitions that hold an event. */
  List<String> partitions() throws SQLException;

  /** Where a partition ends. */
  Position head(String partition) throws SQLException;

  /** The next events of a partition; empty at its end. */
  List<RecordedEvent> page(String partition, Position after, int max) throws SQLException;
}
