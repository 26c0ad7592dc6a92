package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.fleetreboot.journal.view.RunView;
import org.jspecify.annotations.Nullable;

/**
 * The object at the end of the output with {@code --json}.
 *
 * @param devices the number of devices by outcome
 * @param seconds the duration of the run; null while it is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunEndJson(
    String run,
    String outcome,
    Map<String, Integer> devices,
    @Nullable String reason,
    @Nullable Double seconds) {

  public static RunEndJson of(RunView run) {
    Instant ended = run.endedAt();
    return new RunEndJson(
        run.run(),
        run.status().word(),
        run.tally().byWord(),
        run.reason(),
        ended == null ? null : Duration.between(run.startedAt(), ended).toMillis() / 1000.0);
  }
}
