package org.fleetreboot.reboot.step;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.HubFailure;
import org.fleetreboot.reboot.HubHeaders;
import org.fleetreboot.reboot.Workers;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.jspecify.annotations.Nullable;

/**
 * The devices that a query of the hub finds, page by page: the next one is asked for when the one
 * before is durable.
 */
final class QueryTargets implements TargetSource {
  private final AsyncProducer via;
  private final DeviceQuery query;
  private final int pageSize;
  private final Workers workers;

  QueryTargets(AsyncProducer via, DeviceQuery query, int pageSize, Workers workers) {
    this.via = via;
    this.query = query;
    this.pageSize = pageSize;
    this.workers = workers;
  }

  /** As it is sent to the hub. */
  String query() {
    return query.text();
  }

  @Override
  public CompletionStage<Void> collect(Collector collector) {
    CompletableFuture<Void> collected = new CompletableFuture<>();
    workers.execute(() -> readPage(null, collector, collected));
    return collected;
  }

  private void readPage(
      @Nullable String page, Collector collector, CompletableFuture<Void> collected) {
    Exchange exchange = via.getEndpoint().createExchange(ExchangePattern.InOut);
    Message message = exchange.getMessage();
    message.setHeader(HubHeaders.QUERY, query.text());
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
      Collector collector,
      CompletableFuture<Void> collected) {
    HubFailure failure = HubFailure.of(exchange);
    if (failure != null && exchange.getProperty(HubHeaders.FAILURE_KIND) == null) {
      // No hub has said so: what answers in its place would fail in the same way again.
      collected.completeExceptionally(
          new IllegalStateException("the query '" + query + "' failed: " + failure.detail()));
      return;
    }
    if (failure != null && failure.isOfRequest()) {
      collected.completeExceptionally(refused(failure));
      return;
    }
    if (failure != null) {
      // Whatever else it is, the query is good: it goes on with the page that it has reached.
      goOn(collector.troubled(failure.trouble()), page, collector, collected);
      return;
    }
    CompletionStage<Void> added;
    try {
      added = collector.add(devices(exchange.getMessage()));
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
      Collector collector,
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

  private List<String> devices(Message answer) {
    if (!(answer.getBody() instanceof List<?> rows)) {
      throw new IllegalStateException(
          "the query was answered with no list of rows: check targetsVia (" + query + ")");
    }
    return rows.stream().map(query::device).toList();
  }
}
