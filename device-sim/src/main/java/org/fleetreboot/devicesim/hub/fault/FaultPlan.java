package org.fleetreboot.devicesim.hub.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/**
 * The faults in force. The one armed first goes first; one fault strikes a request, not two.
 * Thread-safe.
 */
public final class FaultPlan {
  private final List<ArmedFault> armed = new ArrayList<>();
  private final RandomGenerator random;

  /**
   * An empty plan.
   *
   * @param random decides about rates
   */
  public FaultPlan(RandomGenerator random) {
    this.random = random;
  }

  public synchronized void arm(HubFault fault, FaultScope scope) {
    armed.add(new ArmedFault(fault, scope));
  }

  /** The faults that are not spent, the one armed first going first. */
  public synchronized List<HubFault> armed() {
    return armed.stream().map(ArmedFault::fault).toList();
  }

  public synchronized void clear() {
    armed.clear();
  }

  /**
   * The fault that strikes this request, if one does.
   *
   * @param client whom the request is about; empty when it is about none or many
   */
  public synchronized Optional<HubFault> strike(HubOperation operation, Optional<ClientId> client) {
    Optional<HubFault> struck =
        armed.stream()
            .filter(candidate -> candidate.strikes(operation, client, random))
            .findFirst()
            .map(ArmedFault::fault);
    armed.removeIf(ArmedFault::spent);
    return struck;
  }
}
