package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/**
 * Where, when and how often a fault strikes. Immutable; each method returns a narrower scope.
 *
 * @param operations the operations that it strikes; those that the fault cannot strike are ignored
 * @param client the only device or module it strikes; empty means all
 * @param skip the number of matching requests that pass first, across all clients
 * @param times how often it strikes, across all clients
 * @param rate the share of matching requests that it strikes, 0 to 1; for each client, the seed
 *     determines which ones
 * @param window when it may strike
 */
public record FaultScope(
    Set<HubOperation> operations,
    Optional<ClientId> client,
    long skip,
    long times,
    double rate,
    FaultWindow window) {

  /**
   * Checks its numbers.
   *
   * @throws IllegalArgumentException when a number is out of its range, with the number
   */
  public FaultScope {
    operations = Set.copyOf(operations);
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("A fault needs at least one operation to strike.");
    }
    if (skip < 0 || times < 0) {
      throw new IllegalArgumentException(
          "skip and times must not be negative: " + skip + ", " + times);
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("A rate must be from 0 to 1, not " + rate);
    }
  }

  /** Every method call of every device. */
  public static FaultScope methods() {
    return on(HubOperation.METHOD);
  }

  /** Every request of these kinds. */
  public static FaultScope on(HubOperation first, HubOperation... more) {
    return on(EnumSet.of(first, more));
  }

  /** Every request that the fault can strike. */
  public static FaultScope everything() {
    return on(EnumSet.allOf(HubOperation.class));
  }

  /** Every request of these kinds. */
  static FaultScope on(Set<HubOperation> operations) {
    return new FaultScope(operations, Optional.empty(), 0, Long.MAX_VALUE, 1, FaultWindow.ALWAYS);
  }

  /** On a device, without its modules. */
  public FaultScope device(String id) {
    return client(ClientId.device(id));
  }

  public FaultScope client(ClientId id) {
    return new FaultScope(operations, Optional.of(id), skip, times, rate, window);
  }

  public FaultScope once() {
    return times(1);
  }

  public FaultScope times(long count) {
    return new FaultScope(operations, client, skip, count, rate, window);
  }

  public FaultScope afterSkipping(long count) {
    return new FaultScope(operations, client, count, times, rate, window);
  }

  /**
   * That request alone.
   *
   * @param ordinal 1 is the first
   */
  public FaultScope nth(long ordinal) {
    return afterSkipping(ordinal - 1).once();
  }

  public FaultScope rate(double share) {
    return new FaultScope(operations, client, skip, times, share, window);
  }

  /** From this time after it is armed, by the hub's clock. */
  public FaultScope after(Duration delay) {
    return during(new FaultWindow.SinceArmed(delay, Duration.ofSeconds(Long.MAX_VALUE)));
  }

  /** From the first instant of the hub's clock up to the second. */
  public FaultScope between(Instant from, Instant to) {
    return during(new FaultWindow.Between(from, to));
  }

  public FaultScope during(FaultWindow other) {
    return new FaultScope(operations, client, skip, times, rate, other);
  }
}
