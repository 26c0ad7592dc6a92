package org.fleetreboot.reboot.testkit;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.Polls;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/** Gives the polls that a test has, and remembers how each ended. */
public final class FakePolls implements Polls {
  /** A poll that ended with a finding. */
  public record Observed(Poll poll, TwinReading reading) {}

  /** What is due at one pulse after another. */
  public final ConcurrentLinkedQueue<List<Poll>> pulses = new ConcurrentLinkedQueue<>();

  public final List<Observed> observed = new CopyOnWriteArrayList<>();
  public final ConcurrentLinkedQueue<Released> released = new ConcurrentLinkedQueue<>();
  private final EngineThread thread;

  FakePolls(EngineThread thread) {
    this.thread = thread;
  }

  @Override
  public CompletionStage<List<Poll>> due() {
    return thread.soon(
        () -> {
          List<Poll> next = pulses.poll();
          return next == null ? List.of() : next;
        });
  }

  @Override
  public CompletionStage<Void> observe(Poll poll, TwinReading reading) {
    return thread.does(() -> observed.add(new Observed(poll, reading)));
  }

  @Override
  public void release(Poll poll, @Nullable HubTrouble trouble) {
    released.add(new Released(poll.device(), trouble));
  }
}
