package org.fleetreboot.engine.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.Runs;
import org.jspecify.annotations.Nullable;

/** Runs on an idle node: another one accepts them, and sends them through their chains. */
record IdleRuns(OtherNodes others) implements Runs {
  @Override
  public CompletionStage<RunReceipt> accept(RunRequest request) {
    return others.accept(request);
  }

  @Override
  public CompletionStage<RunReceipt> acceptUnlessOverlapping(RunRequest request) {
    return others.acceptUnlessOverlapping(request);
  }

  @Override
  public CompletionStage<RunReceipt> skip(RunRequest request, String reason) {
    return others.skip(request, reason);
  }

  @Override
  public AutoCloseable handOver(String chain, Consumer<OpenRun> consumer) {
    return () -> {};
  }

  @Override
  public void routesStarted() {}

  /** A chain that was sent through here before does not end here: it is sent again elsewhere. */
  @Override
  public CompletionStage<Void> end(String run, @Nullable String error) {
    return CompletableFuture.failedStage(new NodeIdle());
  }
}
