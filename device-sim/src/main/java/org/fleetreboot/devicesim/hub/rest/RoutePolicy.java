package org.fleetreboot.devicesim.hub.rest;

import java.util.Set;
import java.util.function.ToIntFunction;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;

/**
 * What every request of a route has to pass before it is handled.
 *
 * @param rights all that the caller needs
 * @param operation the kind of request that faults name
 * @param limit the throttle it counts against
 * @param weight how much of that limit a request takes, 1 or more; it may refuse a malformed one
 * @param count where it is counted once it is let in
 */
public record RoutePolicy(
    Set<AccessRight> rights,
    HubOperation operation,
    Limit limit,
    ToIntFunction<RestRequest> weight,
    Count count) {
  public RoutePolicy {
    rights = Set.copyOf(rights);
  }

  /** Terms under which each request weighs the same. */
  public static RoutePolicy of(
      AccessRight right, HubOperation operation, Limit limit, Count count) {
    return new RoutePolicy(Set.of(right), operation, limit, request -> 1, count);
  }

  /** Terms of the operations on identities. */
  public static RoutePolicy registry(AccessRight right) {
    return of(right, HubOperation.REGISTRY, Limit.REGISTRY, Count.REGISTRY_OPERATIONS);
  }
}
