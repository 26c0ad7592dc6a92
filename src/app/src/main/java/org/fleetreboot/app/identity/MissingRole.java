package org.fleetreboot.app.identity;

/** A caller whose name is proved asks for what their roles do not allow. */
public final class MissingRole extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingRole(Caller caller, Role role) {
    super(
        "%s may not do this: it needs the role %s (to %s), and they have %s."
            .formatted(
                caller.requester().text(),
                role.word(),
                role.meaning(),
                caller.roles().isEmpty() ? "none" : caller.rolesInWords()));
  }
}
