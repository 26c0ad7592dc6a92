package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.jspecify.annotations.Nullable;

/**
 * The state of a hub in JSON.
 *
 * @param hub its name in the journal
 * @param nextTry the time of the next attempt; null while it works
 * @param quota how fast it may be asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HubJson(
    String hub, String status, @Nullable String reason, @Nullable Instant nextTry, Quota quota) {

  private static final String SUSPENDED = "suspended";

  public static HubJson of(String hub, HubHealth health, HubHeadroom headroom) {
    HubTrouble trouble = health.trouble();
    return new HubJson(
        hub,
        health.isSuspended() ? SUSPENDED : "working",
        trouble == null ? null : trouble.detail(),
        health.nextProbe(),
        new Quota(
            rounded(headroom.callsPerSecond()),
            rounded(headroom.readsPerSecond()),
            rounded(headroom.speed()),
            rounded(headroom.freeCalls()),
            rounded(headroom.freeReads())));
  }

  /** Whether no device is called because of the hub. */
  @JsonIgnore
  public boolean isSuspended() {
    return status.equals(SUSPENDED);
  }

  private static double rounded(double number) {
    return Math.round(number * 1_000) / 1_000.0;
  }

  /**
   * Our share of the hub's limits, as {@link HubHeadroom}.
   *
   * @param speed 1, or less after the hub has refused requests with 429
   * @param freeCalls the share of the calls that could be made at once, from 0 to 1
   * @param freeReads the same for reads
   */
  public record Quota(
      double callsPerSecond,
      double readsPerSecond,
      double speed,
      double freeCalls,
      double freeReads) {}
}
