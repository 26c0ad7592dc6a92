package org.fleetreboot.devicesim.hub.fault;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/** An armed fault and its remaining scope. Guarded by its {@link FaultPlan}. */
final class ArmedFault {
  private final HubFault fault;
  private final FaultScope scope;
  private final Set<HubOperation> operations;
  private final FaultDraw draw;
  private final Instant armed;
  private final Map<Optional<ClientId>, Long> drawn = new HashMap<>();
  private long toSkip;
  private long left;

  /**
   * Arms a fault.
   *
   * @throws IllegalArgumentException when it cannot strike any operation of its scope
   */
  ArmedFault(HubFault fault, FaultScope scope, FaultDraw draw, Instant armed) {
    this.fault = fault;
    this.scope = scope;
    this.draw = draw;
    this.armed = armed;
    this.toSkip = scope.skip();
    this.left = scope.times();
    operations = EnumSet.noneOf(HubOperation.class);
    operations.addAll(scope.operations());
    operations.retainAll(fault.strikes());
    if (operations.isEmpty()) {
      throw new IllegalArgumentException(
          fault + " can strike " + words(fault.strikes()) + ", not " + words(scope.operations()));
    }
    if (scope.client().isPresent() && operations.equals(Set.of(HubOperation.DEVICE_TLS))) {
      throw new IllegalArgumentException(
          fault + " strikes before a device sends its id, so it cannot be limited to a device.");
    }
  }

  HubFault fault() {
    return fault;
  }

  FaultScope scope() {
    return scope;
  }

  boolean spent() {
    return left == 0;
  }

  boolean strikes(HubOperation operation, Optional<ClientId> client, Instant now) {
    if (left == 0
        || !operations.contains(operation)
        || (scope.client().isPresent() && !scope.client().equals(client))
        || !scope.window().contains(now, armed)) {
      return false;
    }
    if (toSkip > 0) {
      toSkip--;
      return false;
    }
    if (scope.rate() < 1 && draw.of(client, drawn.merge(client, 1L, Long::sum)) >= scope.rate()) {
      return false;
    }
    left--;
    return true;
  }

  private static String words(Set<HubOperation> operations) {
    return operations.stream().sorted().map(HubOperation::word).collect(Collectors.joining(", "));
  }
}
