package org.fleetreboot.app.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.User;
import java.util.Optional;

/**
 * A secret of the running program, in a file that only its owner may read: who knows it acts for
 * the login that runs the program.
 */
final class ProgramToken implements Authentication {
  private static final String BEARER = "Bearer ";

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
  User owner() {
    return User.fromName(System.getProperty("user.name", "api"));
  }

  /** Whom that text proves; empty if it is another. */
  Optional<User> user(String shown) {
    return Secret.equal(shown, token) ? Optional.of(owner()) : Optional.empty();
  }

  @Override
  public User of(HttpServerRequest request) {
    String shown = String.valueOf(request.getHeader("Authorization"));
    return Optional.of(shown)
        .filter(header -> header.startsWith(BEARER))
        .flatMap(header -> user(header.substring(BEARER.length())))
        .orElseThrow(
            () ->
                new HttpRefusal(
                    401,
                    "Token missing or wrong. Send 'Authorization: Bearer' with the token from "
                        + file
                        + "."));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ProgramToken[" + file + "]";
  }
}
