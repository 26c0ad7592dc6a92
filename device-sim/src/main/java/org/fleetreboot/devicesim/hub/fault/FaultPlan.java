package org.fleetreboot.devicesim.hub.fault;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/**
 * The armed faults, in the order in which they were armed. At most one fault strikes a request.
 * Thread-safe.
 */
public final class FaultPlan {
  private final List<ArmedFault> armed = new CopyOnWriteArrayList<>();
  private final long seed;
  private final InstantSource clock;
  private final Consumer<HubFault> onStrike;
  private long number;

  /**
   * An empty plan.
   *
   * @param seed the seed for rates
   * @param onStrike called for each fault that strikes; must not block
   */
  public FaultPlan(long seed, InstantSource clock, Consumer<HubFault> onStrike) {
    this.seed = seed;
    this.clock = clock;
    this.onStrike = onStrike;
  }

  /**
   * Arms a fault.
   *
   * @throws IllegalArgumentException when it can strike none of the operations of its scope
   */
  public synchronized void arm(HubFault fault, FaultScope scope) {
    armed.add(new ArmedFault(fault, scope, new FaultDraw(seed, number), clock.instant()));
    number++;
  }

  /** The remaining faults, in the order in which they were armed. */
  public List<HubFault> armed() {
    return armed.stream().map(ArmedFault::fault).toList();
  }

  /** The remaining faults with their original scopes. */
  public List<FaultNotation.Order> orders() {
    return armed.stream()
        .map(fault -> new FaultNotation.Order(fault.fault(), fault.scope()))
        .toList();
  }

  /** Removes all faults, and restarts the random draws. */
  public synchronized void clear() {
    armed.clear();
    number = 0;
  }

  /**
   * The fault that strikes a request, if any.
   *
   * @param client the client of the request; empty for none or several
   */
  public Optional<HubFault> strike(HubOperation operation, Optional<ClientId> client) {
    if (armed.isEmpty()) {
      // The common case: thousands of devices must not contend for the lock.
      return Optional.empty();
    }
    Optional<HubFault> struck = struck(operation, client);
    struck.ifPresent(onStrike);
    return struck;
  }

  private synchronized Optional<HubFault> struck(
      HubOperation operation, Optional<ClientId> client) {
    Instant now = clock.instant();
    Optional<HubFault> struck =
        armed.stream()
            .filter(candidate -> candidate.strikes(operation, client, now))
            .findFirst()
            .map(ArmedFault::fault);
    armed.removeIf(ArmedFault::spent);
    return struck;
  }
}
