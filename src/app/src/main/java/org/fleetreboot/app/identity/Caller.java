package org.fleetreboot.app.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;

/**
 * Whoever sends requests: a proved name, and what it may do.
 *
 * @param credential tells apart what proved the name, and is no secret, such as the hash of a
 *     token; empty if the name tells enough
 * @param until when the proof ends; null if it has no end of its own
 */
public record Caller(
    Requester requester, Set<Role> roles, String credential, @Nullable Instant until) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whoever runs the program: they may do everything. */
  public static Caller owner(String login) {
    return new Caller(Requester.login(login), EnumSet.allOf(Role.class), "", null);
  }

  /** The proved name. */
  public String name() {
    return requester.name();
  }

  /** Whether they may do what the role is for. */
  public boolean has(Role role) {
    return roles.stream().anyMatch(own -> own.includes(role));
  }

  /**
   * Passes if they may do what the role is for.
   *
   * @throws MissingRole otherwise
   */
  public void require(Role role) {
    if (!has(role)) {
      throw new MissingRole(this, role);
    }
  }

  /** Whether the proof has ended by itself. */
  public boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }

  /** The roles as people write them, in the order of their power. */
  public String rolesInWords() {
    return new TreeSet<>(roles).stream().map(Role::word).collect(Collectors.joining(", "));
  }
}
