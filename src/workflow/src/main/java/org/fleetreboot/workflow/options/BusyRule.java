package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How a device answers that it is busy, and how often it may. It received the call and has started
 * nothing, so it is called again.
 *
 * @param busyStatus the statuses that mean busy; at least one, and none from 200 to 399
 * @param busyAttempts how many calls it may answer as busy, from 1 to 100; the last such answer
 *     counts as a refusal
 */
@RecordBuilder
public record BusyRule(Set<Integer> busyStatus, int busyAttempts) {
  private static final Pattern COMMA = Pattern.compile(",");

  /** The default: 423 (Locked), ten times. */
  public static final BusyRule DEFAULT = new BusyRule(Set.of(423), 10);

  public BusyRule {
    busyStatus = Collections.unmodifiableSet(new TreeSet<>(busyStatus));
    if (busyStatus.isEmpty()) {
      throw new IllegalArgumentException(
          "busyStatus is empty; give a status like 423. With busyAttempts 1 it is a refusal.");
    }
    for (int status : busyStatus) {
      if (isAcceptance(status)) {
        throw new IllegalArgumentException(
            "busyStatus is "
                + status
                + ", but with 200 to 399 a device accepts; give another status, such as 423.");
      }
    }
    if (busyAttempts < 1 || busyAttempts > 100) {
      throw new IllegalArgumentException("busyAttempts is " + busyAttempts + "; give 1 to 100.");
    }
  }

  /**
   * Reads statuses such as {@code 423} or {@code 423, 503}.
   *
   * @throws IllegalArgumentException for anything else, with the remedy
   */
  public static BusyRule of(String statuses, int attempts) {
    Set<Integer> numbers = new TreeSet<>();
    for (String status : COMMA.split(statuses, -1)) {
      try {
        numbers.add(Integer.valueOf(status.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "busyStatus is '" + statuses + "'; give a status like 423, or a comma-separated list.",
            e);
      }
    }
    return new BusyRule(numbers, attempts);
  }

  public boolean isBusy(int status) {
    return busyStatus.contains(status);
  }

  /** Whether a device accepts with that status: one that HTTP calls a success or a redirection. */
  public static boolean isAcceptance(int status) {
    return status >= 200 && status < 400;
  }
}
