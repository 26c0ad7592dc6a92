package org.fleetreboot.workflow;

import java.util.Locale;

/** How the reboot of one device in one step ended. The words are the same everywhere. */
public enum Outcome {
  /** After the call the boot marker is present, differs, and carries a later stamp of the hub. */
  CONFIRMED,
  /** The device answered with a status that is not an acceptance, or was busy too often. */
  REJECTED,
  /** Proved unreachable, after all allowed attempts. */
  OFFLINE,
  /** The device accepted but did not report a change in time. */
  NOT_CONFIRMED,
  /** The answer was lost, and no change was seen in time. */
  UNKNOWN,
  /** Not registered with the hub, or refused by the hub for this device. */
  FAILED,
  /** A rule or a person skipped it before its call; the reason is in the event. */
  SKIPPED,
  /** A person cancelled its group before its call; the reason is in the event. */
  CANCELLED;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word shown to people and stored in files: {@code not-confirmed}. */
  public String word() {
    return word;
  }

  /** Whether the stop rule {@code maxFailed} counts this outcome. */
  public boolean countsAsFailed() {
    return this == REJECTED || this == NOT_CONFIRMED || this == UNKNOWN || this == FAILED;
  }

  /**
   * The outcome with that word.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static Outcome ofWord(String word) {
    for (Outcome outcome : values()) {
      if (outcome.word.equals(word)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("unknown outcome '" + word + "'");
  }
}
