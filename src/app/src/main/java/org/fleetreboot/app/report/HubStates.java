package org.fleetreboot.app.report;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.HubTrouble;
import org.jspecify.annotations.Nullable;

/**
 * How the hubs of the running program are.
 *
 * @param all empty if no program says so
 */
public record HubStates(List<HubJson> all) {
  /** Nobody says anything. */
  public static final HubStates UNKNOWN = new HubStates(List.of());

  public HubStates {
    all = List.copyOf(all);
  }

  /** Those of these hubs; of all if none is named. */
  public List<HubJson> of(List<String> hubs) {
    Predicate<HubJson> isNamed = hub -> hubs.isEmpty() || hubs.contains(hub.hub());
    return all.stream().filter(isNamed).toList();
  }

  /** Whether the program works with several hubs, so that a sentence has to name its hub. */
  public boolean areSeveral() {
    return all.size() > 1;
  }

  /** A hub as a sentence names it. */
  public String name(HubJson hub) {
    return areSeveral() ? "hub " + hub.hub() : "hub";
  }

  /** The trouble of the first of these hubs that has any. */
  HubHealth health(List<String> hubs) {
    for (HubJson hub : of(hubs)) {
      Instant nextTry = hub.nextTry();
      if (hub.isSuspended()) {
        String detail = String.valueOf(hub.reason());
        // Only the sentence about the failure is shown.
        return new HubHealth(
            new HubTrouble(
                HubTrouble.Kind.UNREACHABLE, areSeveral() ? hub.hub() + ": " + detail : detail),
            nextTry);
      }
    }
    return HubHealth.GOOD;
  }

  /** What these hubs leave together; null if nobody says so. */
  @Nullable HubHeadroom headroom(List<String> hubs) {
    List<HubJson.Quota> quotas = of(hubs).stream().map(HubJson::quota).toList();
    if (quotas.isEmpty()) {
      return null;
    }
    return new HubHeadroom(
        quotas.stream().mapToDouble(HubJson.Quota::callsPerSecond).sum(),
        quotas.stream().mapToDouble(HubJson.Quota::readsPerSecond).sum(),
        quotas.stream().mapToDouble(HubJson.Quota::speed).min().orElse(1),
        quotas.stream().mapToDouble(HubJson.Quota::freeCalls).average().orElse(1),
        quotas.stream().mapToDouble(HubJson.Quota::freeReads).average().orElse(1));
  }
}
