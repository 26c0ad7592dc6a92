package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.run.Target;

/** Makes the snapshots of a journal anew from its events, while no engine works with it. */
public final class SnapshotRebuild {
  private SnapshotRebuild() {}

  /**
   * Throws all snapshots away, except that those of streams with archived events are made anew.
   *
   * @throws org.fleetreboot.journal.JournalRefused if an archive is missing or damaged
   * @throws org.fleetreboot.journal.JournalFailed if the journal cannot be read or written
   */
  public static void refold(Journal journal, FoldProgress progress) {
    try {
      journal
          .refoldSnapshots(
              StateCodec.FORMAT,
              new ArchivedStreams(),
              (what, done, total) -> progress.folded(done, total))
          .join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  /**
   * Saves the snapshots that a journal lacks, as its next start would do little by little.
   *
   * @throws org.fleetreboot.journal.JournalFailed if the journal cannot be read or written
   */
  public static void complete(Journal journal, FoldProgress progress, Instant now) {
    if (journal.snapshots().format() != StateCodec.FORMAT) {
      refold(journal, progress);
    }
    StateCodec states = new StateCodec();
    FleetReader reader = new FleetReader(journal, new EventCodec(), states);
    List<String> hubs =
        journal.partitions().stream()
            .filter(partition -> !partition.equals(StreamId.RUNS))
            .map(StreamId::hubOf)
            .toList();
    if (hubs.isEmpty()) {
      return;
    }
    Fleet fleet = new Fleet(hubs);
    reader.readOpen(fleet, progress);
    fleet.begin(now);
    Passivation passivation = fleet.passivation();
    AtOnce context = new AtOnce(journal, now);
    for (Effect save = passivation.next(states, now);
        save != null;
        save = passivation.next(states, now)) {
      save.carryOut(context);
    }
  }

  /** Saves and goes on at once. */
  private record AtOnce(Journal journal, Instant now) implements EffectContext {
    @Override
    public <T> CompletionStage<T> ask(Function<Instant, T> command) {
      return CompletableFuture.completedFuture(command.apply(now));
    }

    @Override
    public CompletionStage<Void> save(List<Snapshot> snapshots) {
      journal.saveSnapshots(snapshots).join();
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Target> targets(String run) {
      throw new UnsupportedOperationException();
    }
  }
}
