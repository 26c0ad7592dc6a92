package org.fleetreboot.engine.loop;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.engine.state.EffectContext;
import org.fleetreboot.engine.state.FleetReader;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.workflow.run.Target;

/** Effects ask through the queue, and read from the journal. */
record JournalContext(CommandQueue queue, Journal journal, EventCodec codec)
    implements EffectContext {

  @Override
  public <T> CompletionStage<T> ask(Function<Instant, T> command) {
    return queue.ask((core, now) -> command.apply(now));
  }

  @Override
  public CompletionStage<Void> save(List<Snapshot> snapshots) {
    return journal.saveSnapshots(snapshots);
  }

  @Override
  public List<Target> targets(String run) {
    return FleetReader.targets(journal, codec, run);
  }
}
