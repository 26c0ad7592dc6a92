package org.fleetreboot.reboot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.fleetreboot.engine.CheckFinding;
import org.jspecify.annotations.Nullable;

/**
 * Asks any endpoint whether something may be done. It says yes by answering; no by the header
 * {@code CamelRebootVeto} with the reason, or by a body that is {@code false}; not now by the
 * header {@code CamelRebootRetryAfter}, or by failing.
 */
public final class Check extends ServiceSupport {
  /** Where the endpoint failed, and said no time. */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private final AsyncProducer via;
  private final Workers workers;

  public Check(AsyncProducer via, Workers workers) {
    this.via = via;
    this.workers = workers;
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
   * Asks with a copy of that exchange. Never fails: an endpoint that does has said "not now".
   *
   * @param body what is asked about; null for the body of the exchange
   */
  public CompletionStage<CheckFinding> ask(Exchange exchange, @Nullable Object body) {
    CompletableFuture<CheckFinding> finding = new CompletableFuture<>();
    workers.execute(
        () -> {
          Exchange question = ExchangeHelper.createCorrelatedCopy(exchange, false);
          question.setPattern(ExchangePattern.InOut);
          question.setException(null);
          question.getMessage().removeHeader(RebootConstants.VETO);
          question.getMessage().removeHeader(RebootConstants.RETRY_AFTER);
          question.getMessage().removeHeader(RebootConstants.REASON);
          if (body != null) {
            question.getMessage().setBody(body);
          }
          try {
            via.process(question, doneSync -> finding.complete(finding(question)));
          } catch (RuntimeException e) {
            question.setException(e);
            finding.complete(finding(question));
          }
        });
    return finding;
  }

  private CheckFinding finding(Exchange answer) {
    if (answer.getException() != null) {
      return new CheckFinding.NotNow(
          via.getEndpoint() + " failed: " + answer.getException().getMessage(), AFTER_FAILURE);
    }
    String veto = answer.getMessage().getHeader(RebootConstants.VETO, String.class);
    if (veto != null && !veto.isBlank()) {
      return new CheckFinding.Veto(veto.strip());
    }
    String retryAfter = answer.getMessage().getHeader(RebootConstants.RETRY_AFTER, String.class);
    if (retryAfter != null && !retryAfter.isBlank()) {
      String reason = answer.getMessage().getHeader(RebootConstants.REASON, String.class);
      return notNow(retryAfter.strip(), reason == null ? "the check said not now" : reason);
    }
    Object body = answer.getMessage().getBody();
    return Boolean.FALSE.equals(body) || "false".equals(body)
        ? new CheckFinding.Veto("the check said no")
        : new CheckFinding.Go();
  }

  private static CheckFinding notNow(String retryAfter, String reason) {
    try {
      return new CheckFinding.NotNow(reason, TimeNotation.parse(retryAfter));
    } catch (IllegalArgumentException e) {
      return new CheckFinding.NotNow(
          reason + " (" + RebootConstants.RETRY_AFTER + ": " + e.getMessage() + ")", AFTER_FAILURE);
    }
  }
}
