package org.fleetreboot.devicesim.hub.rest;

import java.util.Set;
import java.util.function.ToIntFunction;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;

/**
 * What applies to every request of a route before it is handled.
 *
 * @param rights all that the caller needs
 * @param operation the operation for faults
 * @param limit the throttle it counts against
 * @param weight the cost of a request, 1 or more; may refuse a malformed request
 * @param count the counter of admitted requests
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

  /** A policy with the same cost for each request. */
  public static RoutePolicy of(
      AccessRight right, HubOperation operation, Limit limit, Count count) {
    return new RoutePolicy(Set.of(right), operation, limit, request -> 1, count);
  }

  /** The policy of operations on identities. */
  public static RoutePolicy registry(AccessRight right) {
    return of(right, HubOperation.REGISTRY, Limit.REGISTRY, Count.REGISTRY_OPERATIONS);
  }
}
