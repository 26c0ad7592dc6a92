package org.fleetreboot.engine.loop;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.Polls;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/** Queues the results of polls for the next step. */
final class QueuedPolls implements Polls {
  private final CommandQueue queue;

  QueuedPolls(CommandQueue queue) {
    this.queue = queue;
  }

  @Override
  public CompletionStage<List<Poll>> due() {
    return queue.ask(
        (core, now) -> core.hubs().stream().flatMap(hub -> hub.polls.lease(now).stream()).toList());
  }

  @Override
  public CompletionStage<Void> observe(Poll poll, TwinReading reading) {
    return queue.tell(
        (core, now) -> core.hub(poll.hub()).polls.observe(poll.number(), reading, now));
  }

  @Override
  public void release(Poll poll, @Nullable HubTrouble trouble) {
    queue.tell((core, now) -> core.hub(poll.hub()).polls.release(poll.number(), trouble, now));
  }
}
