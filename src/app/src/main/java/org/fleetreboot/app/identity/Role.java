package org.fleetreboot.app.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person may do. A person may have several. */
public enum Role {
  /** Sees everything. */
  VIEWER("see runs, devices and events"),
  /** Starts and controls runs, and sees everything. */
  OPERATOR("start and control runs"),
  /** Decides at approvals, and sees everything. */
  APPROVER("approve and reject");

  private final String meaning;

  Role(String meaning) {
    this.meaning = meaning;
  }

  /** The role with that word; empty if there is none. */
  public static Optional<Role> of(String word) {
    return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** As people write it, such as {@code viewer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word, also in the token file. */
  @Override
  public String toString() {
    return word();
  }

  /** What it lets a person do, after "may". */
  public String meaning() {
    return meaning;
  }

  /** Whether whoever has this role may do what the other is for. */
  public boolean includes(Role other) {
    return this == other || other == VIEWER;
  }
}
