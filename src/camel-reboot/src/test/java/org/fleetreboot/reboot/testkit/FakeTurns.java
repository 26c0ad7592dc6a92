package org.fleetreboot.reboot.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.engine.Turns;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.CallOptions;
import org.jspecify.annotations.Nullable;

/** Gives the turns that a test has, lets each call once, and remembers what came of it. */
public final class FakeTurns implements Turns {
  /** An answer that was recorded. */
  public record Recorded(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble) {}

  public final List<Recorded> recorded = new CopyOnWriteArrayList<>();
  public final List<CheckFinding> findings = new CopyOnWriteArrayList<>();
  public final List<TwinReading> baselines = new CopyOnWriteArrayList<>();
  public final ConcurrentLinkedQueue<Released> released = new ConcurrentLinkedQueue<>();
  private final Set<Long> intended = ConcurrentHashMap.newKeySet();
  private final EngineThread thread;
  private volatile @Nullable Consumer<Turn> consumer;

  FakeTurns(EngineThread thread) {
    this.thread = thread;
  }

  public void give(Turn turn) {
    Consumer<Turn> to = Objects.requireNonNull(consumer);
    var unused = thread.does(() -> to.accept(turn));
  }

  public static Turn turn(long number, String device) {
    return turn(number, device, CallOptions.DEFAULT, null);
  }

  public static Turn turn(
      long number, String device, CallOptions callOptions, @Nullable String payload) {
    return new Turn(number, "run-1", "step-1", "north", device, callOptions, payload, Set.of());
  }

  public boolean hasConsumer() {
    return consumer != null;
  }

  @Override
  public AutoCloseable handOver(Consumer<Turn> next) {
    consumer = next;
    return () -> consumer = null;
  }

  @Override
  public CompletionStage<Boolean> checked(Turn turn, CheckFinding finding) {
    return thread.soon(() -> findings.add(finding) && finding instanceof CheckFinding.Go);
  }

  @Override
  public CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline) {
    baselines.add(baseline);
    return thread.soon(
        () ->
            baseline instanceof TwinReading.Found found && intended.add(turn.number())
                ? intent(turn, found)
                : null);
  }

  private static InvocationIntended intent(Turn turn, TwinReading.Found baseline) {
    CallOptions callOptions = turn.callOptions();
    return new InvocationIntended(
        turn.run(),
        turn.step(),
        Instant.EPOCH,
        new UUID(0, turn.number()),
        1,
        1,
        callOptions.method(),
        callOptions.payloadHash(),
        callOptions.marker(),
        baseline.marker(),
        baseline.connected(),
        Instant.EPOCH.plus(callOptions.sendWithin()),
        callOptions.confirm(),
        callOptions.confirmWithin(),
        callOptions.attempts(),
        callOptions.connectTimeout(),
        callOptions.stayUp(),
        null,
        callOptions.busy(),
        0,
        0);
  }

  @Override
  public CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble) {
    return thread.does(() -> recorded.add(new Recorded(turn, invocation, answer, trouble)));
  }

  @Override
  public void release(Turn turn, @Nullable HubTrouble trouble) {
    released.add(new Released(turn.device(), trouble));
  }
}
