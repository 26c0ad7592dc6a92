package org.fleetreboot.app.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fleetreboot.app.http.AuthenticatedUser;
import org.fleetreboot.app.http.FailureProblem;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.http.RequestGuard;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.MissingRole;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.app.query.EventPlace;
import org.fleetreboot.app.query.EventSelection;

/**
 * Sends the events of the journal as they are recorded, as <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>. The
 * id of each says how far its reader has read, so a reader that comes back with {@code
 * Last-Event-ID} misses none. Thread-safe.
 */
final class LiveEvents implements Handler<RoutingContext> {
  static final String PATH = ApiOperations.ROOT + "/events/live";

  /** Each holds a connection. */
  private static final int MOST_READERS = 200;

  /** A person has a few screens; whoever opens more keeps nobody else out. */
  static final int MOST_EACH = 20;

  /** Readers are people and pages: batches twice a second are live enough. */
  private static final long PERIOD_MILLIS = 500;

  /** Shorter than the server keeps an idle connection. */
  private static final int TICKS_BETWEEN_COMMENTS = 20;

  private static final List<String> PARAMETERS = List.of("run", "device", "after");

  private final Supplier<Fleet> fleet;
  private final Predicate<Caller> isKnown;
  private final Set<EventReader> readers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isReading = new AtomicBoolean();
  private final AtomicInteger ticks = new AtomicInteger();
  private volatile long timer;

  /**
   * @param fleet available once Camel has started its routes
   * @param isKnown whether what proved a caller's name still holds
   */
  LiveEvents(Supplier<Fleet> fleet, Predicate<Caller> isKnown) {
    this.isKnown = isKnown;
    this.fleet = fleet;
  }

  @Override
  public void handle(RoutingContext context) {
    try {
      Caller caller = AuthenticatedUser.caller(context.user());
      caller.require(Role.VIEWER);
      ApiQuery query = ApiQuery.of(context.request().query()).with(PARAMETERS);
      if (readers.size() >= MOST_READERS) {
        throw new HttpRefusal(
            503, "%d readers follow the events already; try again later.".formatted(MOST_READERS));
      }
      if (readers.stream().filter(reader -> reader.isOf(caller)).count() >= MOST_EACH) {
        throw new HttpRefusal(
            429, "You follow the events %d times already; end one.".formatted(MOST_EACH));
      }
      EventSelection selection =
          new EventSelection(query.text("run"), query.text("device"), null, null, Long.MAX_VALUE);
      follow(context, caller, selection, place(context.request(), query));
    } catch (HttpRefusal | MissingRole refusal) {
      RequestGuard.refuse(context, FailureProblem.of(refusal));
    }
  }

  private EventPlace place(HttpServerRequest request, ApiQuery query) {
    String last = request.getHeader("Last-Event-ID");
    String after = last == null ? query.text("after") : last;
    try {
      return after == null ? fleet.get().newestEvent() : EventPlace.parse(after);
    } catch (IllegalArgumentException e) {
      throw new HttpRefusal(400, "Last-Event-ID must be the id of an earlier event.");
    }
  }

  private void follow(
      RoutingContext context, Caller caller, EventSelection selection, EventPlace place) {
    EventReader reader = new EventReader(context.response(), caller, selection, place);
    reader.greet();
    context.response().closeHandler(closed -> leave(context.vertx(), reader));
    synchronized (readers) {
      if (readers.isEmpty()) {
        timer = context.vertx().setPeriodic(PERIOD_MILLIS, tick -> sendNew(context.vertx()));
      }
      readers.add(reader);
    }
  }

  private void leave(Vertx vertx, EventReader reader) {
    synchronized (readers) {
      if (readers.remove(reader) && readers.isEmpty()) {
        vertx.cancelTimer(timer);
      }
    }
  }

  private void sendNew(Vertx vertx) {
    if (ticks.incrementAndGet() % TICKS_BETWEEN_COMMENTS == 0) {
      readers.forEach(EventReader::comment);
    }
    if (!isReading.compareAndSet(false, true)) {
      return;
    }
    vertx
        .<Void>executeBlocking(
            () -> {
              readers.stream()
                  .filter(reader -> !isKnown.test(reader.caller()))
                  .forEach(EventReader::end);
              Fleet known = fleet.get();
              EventPlace newest = known.newestEvent();
              readers.forEach(reader -> reader.send(known, newest));
              return null;
            },
            false)
        .onComplete(done -> isReading.set(false));
  }
}
