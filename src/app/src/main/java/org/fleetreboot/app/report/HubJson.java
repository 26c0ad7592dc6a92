package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.jspecify.annotations.Nullable;

/**
 * The state of the hub in JSON.
 *
 * @param nextTry the time of the next attempt; null while it works
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HubJson(String status, @Nullable String reason, @Nullable Instant nextTry) {

  public static HubJson of(HubHealth health) {
    HubTrouble trouble = health.trouble();
    return new HubJson(
        health.isSuspended() ? "suspended" : "working",
        trouble == null ? null : trouble.detail(),
        health.nextProbe());
  }
}
