package org.fleetreboot.devicesim.hub.fault;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** A fault and what is left of its scope. Guarded by its {@link FaultPlan}. */
final class ArmedFault {
  private final HubFault fault;
  private final FaultScope scope;
  private long toSkip;
  private long left;

  ArmedFault(HubFault fault, FaultScope scope) {
    this.fault = fault;
    this.scope = scope;
    this.toSkip = scope.skip();
    this.left = scope.times();
  }

  HubFault fault() {
    return fault;
  }

  boolean spent() {
    return left == 0;
  }

  boolean strikes(HubOperation operation, Optional<ClientId> client, RandomGenerator random) {
    if (left == 0
        || !scope.operations().contains(operation)
        || (scope.client().isPresent() && !scope.client().equals(client))) {
      return false;
    }
    if (toSkip > 0) {
      toSkip--;
      return false;
    }
    if (scope.rate() < 1 && random.nextDouble() >= scope.rate()) {
      return false;
    }
    left--;
    return true;
  }
}
