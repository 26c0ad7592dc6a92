package org.fleetreboot.app.identity;

import java.util.Optional;

/** One way to prove a name with a bearer token. Thread-safe. */
public interface Authentication {
  /**
   * Whom the token proves; empty if it is no token of this kind.
   *
   * @throws AuthenticationFailed if it is of this kind and proves nobody, such as an expired one
   */
  Optional<Caller> of(String token);

  /**
   * A caller that one of these ways proved before, with the roles of today; empty once the proof no
   * longer holds, such as after a revocation, or if another kind of proof made it.
   */
  Optional<Caller> still(Caller caller);
}
