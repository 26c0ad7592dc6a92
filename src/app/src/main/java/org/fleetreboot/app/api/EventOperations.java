package org.fleetreboot.app.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.query.EventPlace;
import org.fleetreboot.app.query.EventSelection;
import org.fleetreboot.app.report.EventLine;
import org.fleetreboot.engine.view.FleetEvent;
import org.jspecify.annotations.Nullable;

/** The events of the journal, in pages. */
final class EventOperations {
  private static final List<String> PARAMETERS =
      List.of("run", "device", "since", "until", "limit", "after");

  private final Fleet fleet;
  private final InstantSource clock;

  EventOperations(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  void describe(ApiOperations api) {
    api.get("/events", "listEvents", "What happened, the oldest first.")
        .query("run", "string", "Only the events of this run.")
        .query("device", "string", "Only the events of this device.")
        .query("since", "string", "Not before this time, or this long ago, such as 30d.")
        .query("until", "string", "Before this time.")
        .query("limit", "integer", "At most so many.")
        .query("after", "string", "The next of an earlier answer to the same question.")
        .answers(Events.class, this::events);
  }

  private ApiResponse events(ApiRequest request) {
    ApiQuery query = request.query().with(PARAMETERS);
    EventSelection selection =
        new EventSelection(
            query.text("run"),
            query.text("device"),
            query.time("since", clock.instant()),
            query.time("until", clock.instant()),
            Long.MAX_VALUE);
    int limit = query.limit();
    List<FleetEvent> found = new ArrayList<>();
    fleet.events(
        selection,
        after(query),
        event -> {
          found.add(event);
          return found.size() <= limit;
        });
    List<FleetEvent> page = found.subList(0, Math.min(limit, found.size()));
    return ApiResponse.ok(
        new Events(
            page.stream().map(EventLine::json).toList(),
            found.size() > limit ? after(query, page).word() : null));
  }

  private static EventPlace after(ApiQuery query) {
    String after = query.text("after");
    try {
      return after == null ? EventPlace.START : EventPlace.parse(after);
    } catch (IllegalArgumentException e) {
      throw new HttpRefusal(
          400, "after must be the 'next' of an earlier answer to the same question.");
    }
  }

  private static EventPlace after(ApiQuery query, List<FleetEvent> page) {
    EventPlace place = after(query);
    for (FleetEvent event : page) {
      place = place.after(event.partition(), event.position());
    }
    return place;
  }

  /**
   * A page of events.
   *
   * @param next for {@code after} of the next request; null if this is the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Events(List<Map<String, Object>> events, @Nullable String next) {}
}
