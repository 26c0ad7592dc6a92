package org.fleetreboot.app.http;

import java.util.Optional;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.Login;
import org.fleetreboot.app.identity.Secret;

/**
 * A secret of the running program, in a file that only its owner may read: who knows it acts for
 * the login that runs the program, and may do everything.
 */
final class ProgramToken implements Authentication {
  private final Caller owner = Caller.owner(Login.name());
  private final String token;
  private final String file;

  /**
   * A fresh one.
   *
   * @param file the name of the file that holds it, for people
   */
  ProgramToken(String file) {
    this.token = Secret.fresh();
    this.file = file;
  }

  String token() {
    return token;
  }

  /** The name of the file that holds it, for people. */
  String file() {
    return file;
  }

  /** The login that runs the program. */
  Caller owner() {
    return owner;
  }

  @Override
  public Optional<Caller> of(String shown) {
    return Secret.equal(shown, token) ? Optional.of(owner) : Optional.empty();
  }

  @Override
  public Optional<Caller> still(Caller caller) {
    return Optional.of(caller).filter(owner::equals);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ProgramToken[" + file + "]";
  }
}
