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
 * One way of a run through its chain, from the first node to the end. A restart of the program or
 * of a route begins another.
 *
 * <p>Within it each step is entered once; that an error handler comes back to it is no further
 * entry. Thread-safe.
 */
public final class InflightRun {
  private static final Logger LOG = LoggerFactory.getLogger(InflightRun.class);

  private final String run;
  private final Consumer<String> onStop;
  private final Map<String, RoutePosition> entered = new HashMap<>();

  /** The steps that have not answered yet, and who waits for that. */
  private final Map<String, CompletableFuture<StepAnswer>> parked = new LinkedHashMap<>();

  /** Why a step was not begun; the first one counts. */
  private @Nullable String refusal;

  private boolean ended;

  private boolean abandoned;

  /** Whether another pass takes its place. */
  private boolean replaced;

  /** Whether anybody has left in a step, or before one: the chain has not been through it. */
  private boolean left;

  /**
   * Before the first node.
   *
   * @param onStop told when a route stops that it is in, with the route's id
   */
  public InflightRun(String run, Consumer<String> onStop) {
    this.run = run;
    this.onStop = onStop;
  }

  /** Sends the exchange, and all that becomes of it, on this way. */
  public void begin(Exchange exchange) {
    exchange.setProperty(RoutePosition.PROPERTY, RoutePosition.start(this));
  }

  /**
   * The chain has come to its end. That is none of the run when another pass takes the place of
   * this one, or a step was left, whatever the route makes of that; and a failure is none while the
   * program goes down, for it says nothing of the chain.
   *
   * @param error why it has failed; null when it has not
   * @param goingDown whether the program does
   * @param onEnd told of an end of the run, with why it has failed; null when it has not
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
   * Why it has failed all the same: a step was refused, or is not waited for, and none was told.
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

  /** A route stops that it is in. */
  void routeStops(String route) {
    if (!isAbandoned()) {
      onStop.accept(route);
    }
  }

  public synchronized boolean isAbandoned() {
    return abandoned;
  }

  /**
   * A route has stopped: nobody goes on from here, and nothing that is parked has to be waited for.
   *
   * @param byAnother whether another pass takes its place in this life of the program
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
   * The exchange parks in a step. Once it is abandoned, the engine is not asked any more.
   *
   * @param question to the engine; what it throws fails the exchange
   * @return completed with what the engine answers, or when the route stops
   * @throws StepRefused when that step was entered before, or the chain has ended
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
      throw new StepRefused(refusal); // The run has failed: nothing more is called in it.
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

  /** Remembers why a step is not begun, lest a route that catches everything hides it. */
  synchronized StepRefused refuse(String why) {
    LOG.error("Run {}: {}", run, why);
    if (refusal == null) {
      refusal = why;
    }
    return new StepRefused(why);
  }
}
