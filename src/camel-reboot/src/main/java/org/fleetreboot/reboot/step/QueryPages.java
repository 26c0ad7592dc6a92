package org.fleetreboot.reboot.step;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.HubFailure;
import org.fleetreboot.reboot.HubHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The results of a query, page by page; each page is requested when the previous one was used.
 *
 * @param <T> the type of a row
 */
final class QueryPages<T> {
  private final AsyncProducer via;
  private final @Nullable String hub;
  private final String query;
  private final Function<@Nullable Object, T> reading;
  private final int pageSize;
  private final ContinuationPool workers;

  /**
   * @param hub null for the only one
   * @param query as it is sent to the hub
   * @param reading reads a row; its exception fails the query
   */
  QueryPages(
      AsyncProducer via,
      @Nullable String hub,
      String query,
      Function<@Nullable Object, T> reading,
      int pageSize,
      ContinuationPool workers) {
    this.via = via;
    this.hub = hub;
    this.query = query;
    this.reading = reading;
    this.pageSize = pageSize;
    this.workers = workers;
  }

  CompletionStage<Void> collect(PageCollector<T> collector) {
    CompletableFuture<Void> collected = new CompletableFuture<>();
    workers.execute(() -> readPage(null, collector, collected));
    return collected;
  }

  private void readPage(
      @Nullable String page, PageCollector<T> collector, CompletableFuture<Void> collected) {
    Exchange exchange = via.getEndpoint().createExchange(ExchangePattern.InOut);
    Message message = exchange.getMessage();
    HubHeaders.address(message, hub);
    message.setHeader(HubHeaders.QUERY, query);
    message.setHeader(HubHeaders.PAGE_SIZE, pageSize);
    if (page != null) {
      message.setHeader(HubHeaders.CONTINUATION_TOKEN, page);
    }
    try {
      via.process(exchange, doneSync -> handOver(exchange, page, collector, collected));
    } catch (RuntimeException e) {
      collected.completeExceptionally(e);
    }
  }

  private void handOver(
      Exchange exchange,
      @Nullable String page,
      PageCollector<T> collector,
      CompletableFuture<Void> collected) {
    HubFailure failure = HubFailure.of(exchange);
    if (failure != null && failure.isOfRequest()) {
      collected.completeExceptionally(refused(failure));
      return;
    }
    if (failure != null && failure.isOfRoute()) {
      // The hub did not report this failure; a replacement would fail again in the same way.
      collected.completeExceptionally(
          new IllegalStateException("the query '" + query + "' failed: " + failure.detail()));
      return;
    }
    if (failure != null) {
      // Whatever the cause is, the query itself is valid, so it continues with the current page.
      goOn(collector.troubled(failure.trouble()), page, collector, collected);
      return;
    }
    CompletionStage<Void> added;
    try {
      added = collector.add(rows(exchange.getMessage()));
    } catch (RuntimeException e) {
      collected.completeExceptionally(e);
      return;
    }
    String next = exchange.getMessage().getHeader(HubHeaders.CONTINUATION_TOKEN, String.class);
    if (next == null) {
      added.whenComplete(
          (nothing, error) -> {
            if (error == null) {
              collected.complete(null);
            } else {
              collected.completeExceptionally(error);
            }
          });
    } else {
      goOn(added, next, collector, collected);
    }
  }

  private void goOn(
      CompletionStage<Void> when,
      @Nullable String page,
      PageCollector<T> collector,
      CompletableFuture<Void> collected) {
    when.whenComplete(
        (nothing, error) -> {
          if (error == null) {
            workers.execute(() -> readPage(page, collector, collected));
          } else {
            collected.completeExceptionally(error);
          }
        });
  }

  private RuntimeException refused(HubFailure failure) {
    return new IllegalStateException(
        "the hub does not understand the query '"
            + query
            + "': correct what comes after WHERE ("
            + failure.detail()
            + ")");
  }

  private List<T> rows(Message answer) {
    if (!(answer.getBody() instanceof List<?> rows)) {
      throw new IllegalStateException(
          "the query was answered with no list of rows: check targetsVia (" + query + ")");
    }
    return rows.stream().map(reading).toList();
  }
}
