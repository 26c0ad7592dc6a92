package org.fleetreboot.app.explain;

import java.util.Locale;

/** The parts of an account, in the order in which people read them. */
public enum Section {
  /** Who asked for what. */
  ASKED,
  /** What was done and seen since. */
  HAPPENED,
  /** What holds it back now. */
  WAITS,
  /** What happens next, or what a person can do. */
  NEXT;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }
}
