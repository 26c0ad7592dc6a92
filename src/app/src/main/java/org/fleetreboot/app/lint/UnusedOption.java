package org.fleetreboot.app.lint;

import java.util.Set;

/**
 * An option that is read, and does nothing.
 *
 * @param others the options by which that was judged
 * @param remedy why, and what to do
 */
record UnusedOption(String name, Set<String> others, String remedy) {
  UnusedOption {
    others = Set.copyOf(others);
  }

  /** Whether it is so for what was left out, and perhaps not as it is written. */
  boolean isWithout(Set<String> leftOut) {
    return leftOut.contains(name) || others.stream().anyMatch(leftOut::contains);
  }

  String sentence() {
    return "%s has no effect: %s.".formatted(name, remedy);
  }
}
