package org.fleetreboot.journal.open;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fleetreboot.journal.CopyTarget;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.SavedCheckpoint;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;

/**
 * Copies a whole history to an empty journal: from a file to a database that several nodes share,
 * or back. Events keep their positions, versions, times and so their hashes; archived runs come
 * back into the journal. What is under way in the one goes on in the other.
 */
final class JournalCopy {
  private static final String WHAT = "Copying events";
  private static final int PAGE = 1_000;
  private static final int PAGES_UNDER_WAY = 8;

  private final JournalAddress from;
  private final JournalReader source;
  private final List<JournalReader> archives;
  private final JournalAddress to;
  private final CopyTarget target;
  private final LongWork work;
  private long copied;
  private long total;

  /**
   * @param source that nobody writes to
   * @param archives of the source
   * @param target that has all partitions of the source
   */
  JournalCopy(
      JournalAddress from,
      JournalReader source,
      List<JournalReader> archives,
      JournalAddress to,
      CopyTarget target,
      LongWork work) {
    this.from = from;
    this.source = source;
    this.archives = archives;
    this.to = to;
    this.target = target;
    this.work = work;
  }

  /** Every partition that something is copied to. */
  static Set<String> partitions(JournalReader source) {
    Set<String> partitions = new LinkedHashSet<>(source.partitions());
    source.checkpoints().forEach(saved -> partitions.add(saved.partition()));
    return partitions;
  }

  /**
   * Copies everything.
   *
   * @return how many events
   * @throws JournalDamaged if a hash does not fit
   * @throws JournalRefused if somebody has written to the source meanwhile
   */
  long run() {
    List<ChainHead> heads = source.heads();
    total = heads.stream().mapToLong(ChainHead::position).sum();
    for (ChainHead head : heads) {
      copy(head);
    }
    for (SavedCheckpoint saved : source.checkpoints()) {
      target.saveCheckpoint(saved.subscription(), saved.partition(), saved.position()).join();
    }
    copySnapshots();
    work.show(WHAT, total, total);
    if (!source.heads().equals(heads)) {
      throw new JournalRefused(
          "Somebody has written to the journal at %s while it was copied: stop every program, and begin with an empty journal again."
              .formatted(from));
    }
    return copied;
  }

  private void copy(ChainHead head) {
    List<java.util.concurrent.CompletableFuture<Position>> underWay = new ArrayList<>();
    long read = 0;
    while (read < head.position()) {
      List<RecordedEvent> next = next(head.partition(), read);
      underWay.add(target.copy(head.partition(), next));
      if (underWay.size() >= PAGES_UNDER_WAY) {
        underWay.remove(0).join();
      }
      read += next.size();
      copied += next.size();
      work.show(WHAT, copied, total);
    }
    underWay.forEach(java.util.concurrent.CompletableFuture::join);
    ChainHead end = target.chain(head.partition(), new Position(read)).orElseThrow();
    if (!end.equals(head)) {
      throw new JournalDamaged(
          to.toString(), "%s ends with another hash than in %s".formatted(head.partition(), from));
    }
  }

  /** The next events without a gap; the reader of each has compared them with their hashes. */
  private List<RecordedEvent> next(String partition, long after) {
    for (JournalReader archive : archives) {
      List<RecordedEvent> page =
          without(archive.readAll(partition, new Position(after), PAGE), after);
      if (!page.isEmpty()) {
        return page;
      }
    }
    List<RecordedEvent> page = without(source.readAll(partition, new Position(after), PAGE), after);
    if (page.isEmpty()) {
      throw new JournalDamaged(
          from.toString(), "event %d of %s is missing".formatted(after + 1, partition));
    }
    return page;
  }

  /** The events of the page up to its first gap. */
  private static List<RecordedEvent> without(List<RecordedEvent> page, long after) {
    int length = 0;
    while (length < page.size() && page.get(length).position().value() == after + length + 1) {
      length++;
    }
    return page.subList(0, length);
  }

  /** So that the next start need not fold everything. */
  private void copySnapshots() {
    target.discardSnapshots(source.snapshots().format()).join();
    List<Snapshot> some = new ArrayList<>();
    source
        .snapshots()
        .readAll(
            snapshot -> {
              some.add(snapshot);
              if (some.size() == PAGE) {
                target.saveSnapshots(List.copyOf(some)).join();
                some.clear();
              }
            });
    if (!some.isEmpty()) {
      target.saveSnapshots(some).join();
    }
  }
}
