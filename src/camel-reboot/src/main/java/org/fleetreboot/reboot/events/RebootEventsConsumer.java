package org.fleetreboot.reboot.events;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.reboot.EngineConsumer;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;

/** Sends every event through the route, one at a time and in order. */
final class RebootEventsConsumer extends EngineConsumer {
  private final RebootEventsComponent component;
  private final String name;
  private final EventKind kind;
  private final EventFormat format;
  private final @Nullable NotBack notBack;
  private boolean holdsName;

  RebootEventsConsumer(RebootEventsEndpoint endpoint, Processor processor) {
    super(endpoint, endpoint.getComponent(), processor);
    this.component = endpoint.getComponent();
    this.name = endpoint.getName();
    this.kind = endpoint.kind();
    this.format = EventFormat.ofWord(endpoint.getFormat());
    if (kind == EventKind.HEAD && format == EventFormat.CSV) {
      throw new IllegalArgumentException(
          "A line of csv has no place for a hash; with types=head, give map or cloudevents.");
    }
    boolean atWindowEnd = endpoint.tellsAtWindowEnd();
    if (kind == EventKind.NOT_BACK) {
      if (format != EventFormat.MAP) {
        throw new IllegalArgumentException("With types=not-back the format is map.");
      }
      this.notBack = new NotBack(component::view, atWindowEnd);
    } else {
      this.notBack = null;
    }
  }

  @Override
  protected void doStart() throws Exception {
    component.take(name);
    holdsName = true;
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (holdsName) {
      holdsName = false;
      component.giveBack(name);
    }
  }

  @Override
  protected AutoCloseable attach() {
    return component.events().subscribe(name, kind, this::take);
  }

  private CompletionStage<Void> take(FleetEvent event) {
    Object body = notBack == null ? format.body(event) : notBack.told(event);
    if (body == null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> taken = new CompletableFuture<>();
    workers().execute(() -> go(event, body, taken));
    return taken;
  }

  private void go(FleetEvent event, Object body, CompletableFuture<Void> taken) {
    Exchange exchange = createExchange(false);
    exchange.setProperty(RebootConstants.KNOWN_RUN, event.run());
    write(event, body, exchange.getMessage());
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              Exception failure = exchange.getException();
              releaseExchange(exchange, false);
              if (failure == null) {
                taken.complete(null);
              } else {
                getExceptionHandler()
                    .handleException("Event " + event.id() + " comes again", failure);
                taken.completeExceptionally(new EventHandlingFailed(failure));
              }
            });
  }

  private void write(FleetEvent event, Object body, Message message) {
    message.setBody(body);
    if (format.contentType() != null) {
      message.setHeader(Exchange.CONTENT_TYPE, format.contentType());
    }
    message.setHeader(RebootConstants.EVENT_ID, event.id().toString());
    message.setHeader(RebootConstants.RUN_ID, event.run());
    message.setHeader(RebootConstants.STEP, event.step());
    message.setHeader(RebootConstants.HUB, event.hub());
    message.setHeader(RebootConstants.DEVICE_ID, event.device());
    message.setHeader(RebootConstants.OUTCOME, event.outcome());
  }
}
