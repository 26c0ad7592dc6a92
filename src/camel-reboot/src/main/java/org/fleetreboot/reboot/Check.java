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
 * it.
 *
 * <p>It asks on threads that nothing else needs: an endpoint that blocks holds up checks alone.
 * Thread-safe.
 */
public final class Check extends ServiceSupport {
  /** Then it has said "not now": it is asked again, and whoever waits can see why. */
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

  /** More would pile up behind an endpoint that does not answer any more. */
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
   * Asks with a copy of that exchange. Never fails: an endpoint that does, or that has not answered
   * within a minute, has said "not now".
   *
   * @param body what is asked about; null for none, which every endpoint can be sent
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
