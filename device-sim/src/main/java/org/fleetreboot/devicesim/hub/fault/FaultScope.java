package org.fleetreboot.devicesim.hub.fault;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/**
 * Where and how often a fault strikes. Immutable; each method returns a narrower scope.
 *
 * @param operations the operations it strikes
 * @param client the only device or module it strikes; empty means all
 * @param skip so many matching requests pass first
 * @param times it strikes so often and is spent
 * @param rate the share of the matching requests it strikes, 0 to 1
 */
public record FaultScope(
    Set<HubOperation> operations, Optional<ClientId> client, long skip, long times, double rate) {

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
      throw new IllegalArgumentException("A rate is within 0 and 1, not " + rate);
    }
  }

  /** Every method call of every device. */
  public static FaultScope methods() {
    return on(HubOperation.METHOD);
  }

  /** Every request of these kinds. */
  public static FaultScope on(HubOperation first, HubOperation... more) {
    return new FaultScope(EnumSet.of(first, more), Optional.empty(), 0, Long.MAX_VALUE, 1);
  }

  /** Every request. */
  public static FaultScope everything() {
    return new FaultScope(
        EnumSet.allOf(HubOperation.class), Optional.empty(), 0, Long.MAX_VALUE, 1);
  }

  /** On a device, but not on its modules. */
  public FaultScope device(String id) {
    return client(ClientId.device(id));
  }

  public FaultScope client(ClientId id) {
    return new FaultScope(operations, Optional.of(id), skip, times, rate);
  }

  public FaultScope once() {
    return times(1);
  }

  public FaultScope times(long count) {
    return new FaultScope(operations, client, skip, count, rate);
  }

  public FaultScope afterSkipping(long count) {
    return new FaultScope(operations, client, count, times, rate);
  }

  public FaultScope rate(double share) {
    return new FaultScope(operations, client, skip, times, share);
  }
}
