package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.jspecify.annotations.Nullable;

/**
 * A stop of all calls in JSON.
 *
 * @param doubt why the journal may lack calls; null if a person stopped them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StopJson(
    String hub, Instant at, RequesterJson by, String reason, @Nullable String doubt) {

  /** The stops in force. */
  public static List<StopJson> all(List<StopView> stops) {
    return stops.stream().map(StopJson::of).toList();
  }

  private static StopJson of(StopView stop) {
    JournalDoubt doubt = stop.doubt();
    return new StopJson(
        stop.hub(),
        stop.at(),
        RequesterJson.of(stop.by()),
        stop.reason(),
        doubt == null ? null : doubt.word());
  }
}
