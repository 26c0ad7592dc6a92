package org.fleetreboot.journal.sql.read;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fleetreboot.journal.OpenStreams;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.Snapshots;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sql.snapshot.SnapshotRow;
import org.fleetreboot.journal.sql.snapshot.SnapshotStatements;
import org.fleetreboot.journal.sql.snapshot.StreamTails;

/** Reads the snapshots of a journal. Thread-safe. */
public abstract class SqlSnapshots implements SnapshotReader {
  /** Looking up more events than this is slower than reading the partition from end to end. */
  private static final int LOOKED_UP = 500_000;

  private final SqlReader reader;

  protected SqlSnapshots(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public Snapshots of(Collection<StreamId> streams) {
    Map<StreamId, Snapshot> current = new HashMap<>();
    Set<StreamId> behind = new HashSet<>();
    Map<String, List<String>> names =
        streams.stream()
            .collect(
                Collectors.groupingBy(
                    StreamId::partition, Collectors.mapping(StreamId::name, Collectors.toList())));
    names.forEach(
        (partition, all) -> {
          for (int from = 0; from < all.size(); from += SnapshotStatements.AT_ONCE) {
            int to = Math.min(all.size(), from + SnapshotStatements.AT_ONCE);
            List<String> some = all.subList(from, to);
            reader.query(
                statements -> {
                  statements.snapshots().read(partition, some, current, behind);
                  return some;
                });
          }
        });
    return new Snapshots(current, behind);
  }

  @Override
  public void readAll(Consumer<Snapshot> each) {
    List<SnapshotRow> page = reader.query(statements -> statements.snapshots().page(0));
    while (!page.isEmpty()) {
      page.forEach(row -> each.accept(row.snapshot()));
      long after = page.get(page.size() - 1).streamNo();
      page = reader.query(statements -> statements.snapshots().page(after));
    }
  }

  @Override
  public void readOpen(String partition, OpenStreams to) {
    Position head = reader.head(partition);
    int most = (int) Math.min(LOOKED_UP, head.value() / 2);
    StreamTails tails = reader.query(statements -> statements.snapshots().tails(partition, most));
    long[] sequences = tails.sequences();
    to.expectAtMost(sequences == null ? head.value() : sequences.length);
    tails.bases().forEach(to::base);
    if (sequences == null) {
      reader.readAll(
          partition,
          Position.START,
          head,
          event -> {
            Long covered = tails.after().get(event.stream());
            if (covered != null && event.version() > covered) {
              to.event(event);
            }
          });
      return;
    }
    for (int from = 0; from < sequences.length; from += ReadStatements.AT_ONCE) {
      int end = Math.min(sequences.length, from + ReadStatements.AT_ONCE);
      long[] some = Arrays.copyOfRange(sequences, from, end);
      reader.query(statements -> statements.events(partition, some)).forEach(to::event);
    }
  }
}
