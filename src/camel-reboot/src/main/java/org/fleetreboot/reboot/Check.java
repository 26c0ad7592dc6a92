package org.fleetreboot.reboot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.fleetreboot.engine.CheckFinding;
import org.jspecify.annotations.Nullable;

/**
 * Asks any endpoint whether something may be done: yes, no or not now, as {@link CheckAnswer} reads
 * the answer.
 *
 * <p>It asks on threads of its own, so an endpoint that blocks delays only other checks.
 * Thread-safe.
 */
public final class Check extends ServiceSupport {
  /**
   * After this time the answer counts as "not now": the endpoint is asked again, and people can see
   * the reason.
   */
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

  /** Limits how many checks wait for an endpoint that no longer answers. */
  private static final int MOST_WAITING = 1_000;

  private final AsyncProducer via;
  private final ContinuationPool workers;
  private final Duration answerWithin;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param workers threads that may block
   */
  public Check(AsyncProducer via, ContinuationPool workers) {
    this(via, workers, ANSWER_WITHIN);
  }

  Check(AsyncProducer via, ContinuationPool workers, Duration answerWithin) {
    this.via = via;
    this.workers = workers;
    this.answerWithin = answerWithin;
  }

  @Override
  protected void doStart() {
    ServiceHelper.startService(via);
  }

  @Override
  protected void doStop() {
    ServiceHelper.stopService(via);
  }

  /**
   * Asks with a copy of that exchange. Never fails: an endpoint that fails, or does not answer
   * within a minute, counts as "not now".
   *
   * @param body the subject of the question; null for none, which every endpoint accepts
   */
  public CompletionStage<CheckFinding> ask(Exchange exchange, @Nullable Object body) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return CompletableFuture.completedFuture(
          notNow("has " + MOST_WAITING + " checks to answer already"));
    }
    CompletableFuture<CheckFinding> finding = new CompletableFuture<>();
    Exchange question = question(exchange, body);
    workers.execute(
        () -> {
          waiting.decrementAndGet();
          if (!finding.isDone()) {
            ask(question, finding);
          }
        });
    return finding.completeOnTimeout(
        notNow("has not answered within " + answerWithin.toSeconds() + " s"),
        answerWithin.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void ask(Exchange question, CompletableFuture<CheckFinding> finding) {
    try {
      via.process(question, doneSync -> finding.complete(CheckAnswer.of(question)));
    } catch (RuntimeException e) {
      question.setException(e);
      finding.complete(CheckAnswer.of(question));
    }
  }

  private static Exchange question(Exchange exchange, @Nullable Object body) {
    Exchange question = ExchangeHelper.createCorrelatedCopy(exchange, false);
    question.setPattern(ExchangePattern.InOut);
    question.setException(null);
    question.getMessage().removeHeader(RebootConstants.VETO);
    question.getMessage().removeHeader(RebootConstants.RETRY_AFTER);
    question.getMessage().removeHeader(RebootConstants.REASON);
    question.getMessage().setBody(body);
    if (body instanceof JsonBody) {
      question.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
    return question;
  }

  private CheckFinding notNow(String what) {
    return new CheckFinding.NotNow(via.getEndpoint() + " " + what, CheckAnswer.AFTER_FAILURE);
  }
}
