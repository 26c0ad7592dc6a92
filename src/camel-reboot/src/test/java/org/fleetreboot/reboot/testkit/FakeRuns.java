package org.fleetreboot.reboot.testkit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.Runs;
import org.fleetreboot.workflow.run.RunOutcome;
import org.jspecify.annotations.Nullable;

/** Hands each accepted run to its route at once, and remembers all of them. */
public final class FakeRuns implements Runs {
  /** As often as it was asked for: a source may deliver a message twice. */
  public final List<RunRequest> accepted = new CopyOnWriteArrayList<>();

  /** What happens when a run is accepted, before whoever asked for it hears of it. */
  public volatile Runnable uponAcceptance = () -> {};

  /** Runs that the journal holds when the program starts. */
  public final List<OpenRun> open = new CopyOnWriteArrayList<>();

  /** Why no run is accepted; null while they are. */
  public volatile @Nullable RuntimeException refusal;

  /** Those that were to run alone; each is skipped. */
  public final List<RunRequest> alone = new CopyOnWriteArrayList<>();

  /** Those whose time had been missed. */
  public final List<RunRequest> skipped = new CopyOnWriteArrayList<>();

  public final List<RunRequest> refused = new CopyOnWriteArrayList<>();

  /** Runs when a route asks for the runs of its chain. */
  public volatile Runnable onHandOver = () -> {};

  /** Runs when it has been given those that are open, and has not begun to wait for others. */
  public volatile Runnable onHandedOver = () -> {};

  public final Map<String, String> ended = new ConcurrentHashMap<>();

  private final Map<String, Consumer<OpenRun>> chains = new ConcurrentHashMap<>();
  private final EngineThread thread;

  FakeRuns(EngineThread thread) {
    this.thread = thread;
  }

  /** Hands a run over as the journal's does after a restart. */
  public void resume(OpenRun run) {
    Objects.requireNonNull(chains.get(run.chain())).accept(run);
  }

  /** The runs that were accepted, each once, however often it was asked for. */
  public List<String> ids() {
    return accepted.stream().map(RunRequest::run).distinct().toList();
  }

  int consumers() {
    return chains.size();
  }

  @Override
  public CompletionStage<RunReceipt> accept(RunRequest request) {
    return thread.soon(
        () -> {
          RuntimeException why = refusal;
          if (why != null) {
            refused.add(request);
            throw why;
          }
          boolean isNew = accepted.stream().noneMatch(known -> known.run().equals(request.run()));
          accepted.add(request);
          uponAcceptance.run();
          Consumer<OpenRun> chain = chains.get(request.chain());
          if (isNew && chain != null) {
            chain.accept(
                new OpenRun(
                    request.run(),
                    request.chain(),
                    request.targets(),
                    request.options(),
                    request.message(),
                    false));
          }
          return new RunReceipt(request.run(), isNew, null);
        });
  }

  @Override
  public CompletionStage<RunReceipt> acceptUnlessOverlapping(RunRequest request) {
    return thread.soon(
        () -> {
          alone.add(request);
          return new RunReceipt(request.run(), true, RunOutcome.SKIPPED);
        });
  }

  @Override
  public CompletionStage<RunReceipt> skip(RunRequest request, String reason) {
    return thread.soon(
        () -> {
          skipped.add(request);
          return new RunReceipt(request.run(), true, RunOutcome.SKIPPED);
        });
  }

  @Override
  public AutoCloseable handOver(String chain, Consumer<OpenRun> consumer) {
    onHandOver.run();
    if (chains.putIfAbsent(chain, consumer) != null) {
      throw new IllegalStateException("Two routes begin with reboot-run:" + chain + ".");
    }
    open.stream().filter(run -> run.chain().equals(chain)).forEach(consumer);
    onHandedOver.run();
    return () -> chains.remove(chain);
  }

  @Override
  public void routesStarted() {
    // No run of a test waits for a route.
  }

  @Override
  public CompletionStage<Void> end(String run, @Nullable String error) {
    return thread.does(() -> ended.put(run, error == null ? "completed" : error));
  }
}
