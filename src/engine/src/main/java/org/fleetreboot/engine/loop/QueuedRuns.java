package org.fleetreboot.engine.loop;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.Runs;
import org.jspecify.annotations.Nullable;

/** Queues commands about runs for the next step. */
final class QueuedRuns implements Runs {
  private final CommandQueue queue;

  QueuedRuns(CommandQueue queue) {
    this.queue = queue;
  }

  @Override
  public CompletionStage<RunReceipt> accept(RunRequest request) {
    return queue.ask((core, now) -> core.runs.accept(request, now));
  }

  @Override
  public CompletionStage<RunReceipt> acceptUnlessOverlapping(RunRequest request) {
    return queue.ask((core, now) -> core.runs.acceptUnlessOverlapping(request, now));
  }

  @Override
  public CompletionStage<RunReceipt> skip(RunRequest request, String reason) {
    return queue.ask((core, now) -> core.runs.skip(request, reason, now));
  }

  @Override
  public AutoCloseable handOver(String chain, Consumer<OpenRun> consumer) {
    return QueuedHandOver.begin(
        queue,
        (core, now) -> core.routes.begin(chain, consumer),
        (core, now) -> core.routes.stop(chain, now));
  }

  @Override
  public void routesStarted() {
    queue.tell((core, now) -> core.routes.started(now));
  }

  @Override
  public CompletionStage<Void> end(String run, @Nullable String error) {
    return queue.tell((core, now) -> core.runs.end(run, error, now));
  }
}
