package org.fleetreboot.reboot.step;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.reboot.RouteStopped;
import org.fleetreboot.reboot.StepRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run on its way through the routes of its chain, from the first node to the end. After a restart
 * of the program or of a route, another one begins.
 *
 * <p>Each step is entered once in it; a redelivery by an error handler does not count as another
 * entry. Thread-safe.
 */
public final class InflightRun {
  private static final Logger LOG = LoggerFactory.getLogger(InflightRun.class);

  private final String run;
  private final Consumer<String> onStop;
  private final Map<String, RoutePosition> entered = new HashMap<>();

  /** The steps that have not answered yet, each with the answer that its exchange waits for. */
  private final Map<String, CompletableFuture<StepAnswer>> parked = new LinkedHashMap<>();

  /** Why a step was refused; the first reason counts. */
  private @Nullable String refusal;

  private boolean ended;

  private boolean abandoned;

  /** Whether another pass of the run takes its place. */
  private boolean replaced;

  /**
   * Whether a step was left without its answer, or not entered after a stop: the chain is
   * incomplete.
   */
  private boolean left;

  /**
   * Begins before the first node.
   *
   * @param onStop receives the id of a route that the run is in when that route stops
   */
  public InflightRun(String run, Consumer<String> onStop) {
    this.run = run;
    this.onStop = onStop;
  }

  /** Marks the exchange, and all exchanges that come from it, as part of this run. */
  public void begin(Exchange exchange) {
    exchange.setProperty(RoutePosition.PROPERTY, RoutePosition.start(this));
  }

  /**
   * The chain has ended. This does not end the run if another pass takes the place of this one, or
   * if a step was left, whatever the route makes of that. A failure does not end the run while the
   * program stops, because it says nothing about the chain.
   *
   * @param error why the chain failed; null if it did not
   * @param goingDown whether the program stops
   * @param onEnd receives the end of the run, with the reason if it failed; null if it did not
   */
  public synchronized void end(
      @Nullable String error, boolean goingDown, Consumer<@Nullable String> onEnd) {
    ended = true;
    String failure = error == null ? unnoticed() : error;
    if (!replaced && !left && (failure == null || !goingDown)) {
      onEnd.accept(failure);
    } else {
      LOG.debug("Run {} stays open: {}", run, failure);
    }
  }

  /**
   * Why the run has failed although the chain did not: a step was refused, or the chain did not
   * wait for it.
   */
  private @Nullable String unnoticed() {
    if (refusal == null && !parked.isEmpty()) {
      refusal =
          "The chain has ended without waiting for step "
              + String.join(", ", parked.keySet())
              + ": a wireTap, seda: or an aggregate goes on by itself. Reach the step by direct:.";
    }
    return refusal;
  }

  /** A route that the run is in stops. */
  void routeStops(String route) {
    if (!isAbandoned()) {
      onStop.accept(route);
    }
  }

  public synchronized boolean isAbandoned() {
    return abandoned;
  }

  /**
   * A route has stopped: the run goes no further here, and nothing waits for its parked exchanges.
   *
   * @param byAnother whether another pass takes its place while the program runs
   */
  public void abandon(boolean byAnother) {
    List<CompletableFuture<StepAnswer>> waiting;
    synchronized (this) {
      abandoned = true;
      replaced = byAnother;
      left |= !parked.isEmpty();
      waiting = List.copyOf(parked.values());
    }
    waiting.forEach(answer -> answer.completeExceptionally(new RouteStopped(run)));
  }

  /**
   * Parks the exchange in a step. After {@link #abandon}, the engine is not asked any more.
   *
   * @param question asks the engine; what it throws fails the exchange
   * @return completes with the answer of the engine, or when the route stops
   * @throws StepRefused if that step was entered before, or the chain has ended
   */
  synchronized CompletionStage<StepAnswer> enter(
      String step, RoutePosition position, Supplier<CompletionStage<StepAnswer>> question) {
    if (abandoned) {
      left = true;
      throw new RouteStopped(run);
    }
    if (ended) {
      throw refuse(
          "Step %s of run %s was reached after its chain had ended, so nothing was called: a wireTap, seda: or an aggregate goes on by itself. Reach the step by direct:."
              .formatted(step, run));
    }
    if (refusal != null) {
      throw new StepRefused(refusal); // The run has failed, so it calls nothing more.
    }
    RoutePosition before = entered.get(step);
    if (before != null && !position.isRedeliveryOf(before)) {
      throw refuse(
          "Step %s was entered a second time in one run, and a restart could not tell the two apart, so nothing was called the second time. Give each `to` that leads there an id of its own, or the step a key, such as key: \"${body}\"."
              .formatted(step));
    }
    entered.put(step, position);
    CompletionStage<StepAnswer> asked = question.get();
    CompletableFuture<StepAnswer> answer = new CompletableFuture<>();
    parked.put(step, answer);
    var unused =
        asked.whenComplete(
            (answered, failure) -> {
              if (failure == null) {
                answer.complete(answered);
              } else {
                answer.completeExceptionally(failure);
              }
            });
    return answer;
  }

  /** The step has answered. */
  synchronized void leave(String step) {
    parked.remove(step);
  }

  /** Remembers why a step is refused, in case a route that catches everything hides it. */
  synchronized StepRefused refuse(String why) {
    LOG.error("Run {}: {}", run, why);
    if (refusal == null) {
      refusal = why;
    }
    return new StepRefused(why);
  }
}
