package org.fleetreboot.workflow.options;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a device answers that cannot begin now, and how often it may. It got the call and has
 * started nothing, so it is called again.
 *
 * @param statuses its statuses that say so; one at least, and none from 200 to 399
 * @param attempts how many calls may be answered so, from 1 to 100: the last answer is a refusal
 */
public record BusyRule(Set<Integer> statuses, int attempts) {
  private static final Pattern COMMA = Pattern.compile(",");

  /** The rule of a group that names no other: 423 (Locked), ten times. */
  public static final BusyRule DEFAULT = new BusyRule(Set.of(423), 10);

  public BusyRule {
    statuses = Collections.unmodifiableSet(new TreeSet<>(statuses));
    if (statuses.isEmpty()) {
      throw new IllegalArgumentException(
          "busyStatus names no status; give one like 423. With busyAttempts 1 it is a refusal.");
    }
    for (int status : statuses) {
      if (isAcceptance(status)) {
        throw new IllegalArgumentException(
            "busyStatus is "
                + status
                + ", but 200 to 399 is how a device accepts; give another status, such as 423.");
      }
    }
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("busyAttempts is " + attempts + "; give 1 to 100.");
    }
  }

  /**
   * Reads statuses such as {@code 423} or {@code 423, 503}.
   *
   * @throws IllegalArgumentException with the remedy, for anything else
   */
  public static BusyRule of(String statuses, int attempts) {
    Set<Integer> numbers = new TreeSet<>();
    for (String status : COMMA.split(statuses, -1)) {
      try {
        numbers.add(Integer.valueOf(status.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "busyStatus is '" + statuses + "'; give a status like 423, or several with commas.", e);
      }
    }
    return new BusyRule(numbers, attempts);
  }

  public boolean isBusy(int status) {
    return statuses.contains(status);
  }

  /** Whether a device accepts with that status: by what HTTP calls a success, and no other. */
  public static boolean isAcceptance(int status) {
    return status >= 200 && status < 400;
  }
}
