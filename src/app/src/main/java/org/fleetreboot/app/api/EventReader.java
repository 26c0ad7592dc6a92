package org.fleetreboot.app.api;

import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.query.EventPlace;
import org.fleetreboot.app.query.EventSelection;
import org.fleetreboot.app.report.EventLine;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.engine.view.FleetEvent;

/** Somebody who follows the events of the journal. Only one thread at a time sends to it. */
final class EventReader {
  /** In one batch: what is left comes with the next. */
  private static final int BATCH = 500;

  private final HttpServerResponse response;
  private final Caller caller;
  private final EventSelection selection;
  private EventPlace read;

  /**
   * @param read after which it wants events
   */
  EventReader(
      HttpServerResponse response, Caller caller, EventSelection selection, EventPlace read) {
    this.response = response;
    this.caller = caller;
    this.selection = selection;
    this.read = read;
  }

  /** Who it is. */
  Caller caller() {
    return caller;
  }

  /** Whether that person reads. */
  boolean isOf(Caller person) {
    return caller.requester().equals(person.requester());
  }

  /** Ends the answer, which has no end of its own. */
  void end() {
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }

  /** Begins the answer. */
  void greet() {
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    // A browser that lost the connection comes back after two seconds.
    response.write("retry: 2000\n\n");
  }

  /** Keeps the connection from being taken for an idle one. */
  void comment() {
    if (!response.writeQueueFull()) {
      response.write(":\n\n");
    }
  }

  /** Sends what it has not read up to a place; nothing while it is slow to take what was sent. */
  void send(Fleet fleet, EventPlace newest) {
    if (response.ended() || response.closed() || response.writeQueueFull() || read.equals(newest)) {
      return;
    }
    List<FleetEvent> batch = new ArrayList<>();
    fleet.events(
        selection,
        read,
        event -> {
          batch.add(event);
          return batch.size() < BATCH;
        });
    StringBuilder lines = new StringBuilder();
    EventPlace place = read;
    for (FleetEvent event : batch) {
      place = place.after(event.partition(), event.position());
      lines
          .append("id: ")
          .append(place.word())
          .append("\nevent: ")
          .append(event.type())
          .append("\ndata: ")
          .append(Json.line(EventLine.json(event)))
          .append("\n\n");
    }
    // All others up to the newest were not selected.
    read = batch.size() < BATCH ? place.atLeast(newest) : place;
    if (!batch.isEmpty()) {
      response.write(lines.toString());
    }
  }
}
