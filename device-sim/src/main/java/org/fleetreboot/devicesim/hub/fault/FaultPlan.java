package org.fleetreboot.devicesim.hub.fault;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/**
 * The faults in force. The one armed first goes first; one fault strikes a request, not two.
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
   * @param seed decides about rates
   * @param onStrike told of each fault that strikes; must not block
   */
  public FaultPlan(long seed, InstantSource clock, Consumer<HubFault> onStrike) {
    this.seed = seed;
    this.clock = clock;
    this.onStrike = onStrike;
  }

  /**
   * Lets a fault strike from now on.
   *
   * @throws IllegalArgumentException when it can strike none of the operations of its scope
   */
  public synchronized void arm(HubFault fault, FaultScope scope) {
    armed.add(new ArmedFault(fault, scope, new FaultDraw(seed, number), clock.instant()));
    number++;
  }

  /** The faults that are not spent, the one armed first going first. */
  public List<HubFault> armed() {
    return armed.stream().map(ArmedFault::fault).toList();
  }

  /** The same with their scopes, as they were set. */
  public List<FaultNotation.Order> orders() {
    return armed.stream()
        .map(fault -> new FaultNotation.Order(fault.fault(), fault.scope()))
        .toList();
  }

  /** Calls off all faults; those that follow draw as the first ones did. */
  public synchronized void clear() {
    armed.clear();
    number = 0;
  }

  /**
   * The fault that strikes this request, if one does.
   *
   * @param client whom the request is about; empty when it is about none or many
   */
  public Optional<HubFault> strike(HubOperation operation, Optional<ClientId> client) {
    if (armed.isEmpty()) {
      // As always, but in tests: thousands of devices do not wait for each other here.
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
