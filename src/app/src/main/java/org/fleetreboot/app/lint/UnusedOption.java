package org.fleetreboot.app.lint;

import java.util.Set;

/**
 * An option without effect.
 *
 * @param others the options that make it so
 * @param remedy the reason and the remedy
 */
record UnusedOption(String name, Set<String> others, String remedy) {
  UnusedOption {
    others = Set.copyOf(others);
  }

  /**
   * Whether it concerns options that were removed, so that it may not hold for the route as
   * written.
   */
  boolean isWithout(Set<String> leftOut) {
    return leftOut.contains(name) || others.stream().anyMatch(leftOut::contains);
  }

  String sentence() {
    return "%s has no effect: %s.".formatted(name, remedy);
  }
}
