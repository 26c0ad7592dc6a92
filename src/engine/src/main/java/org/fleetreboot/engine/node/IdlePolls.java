package org.fleetreboot.engine.node;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.Polls;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/** Polls on an idle node: none is due. */
final class IdlePolls implements Polls {
  @Override
  public CompletionStage<List<Poll>> due() {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public CompletionStage<Void> observe(Poll poll, TwinReading reading) {
    return CompletableFuture.failedStage(new NodeIdle());
  }

  @Override
  public void release(Poll poll, @Nullable HubTrouble trouble) {}
}
