package org.fleetreboot.app.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A secret of the running program, in a file that only its owner may read: who knows it acts for
 * the login that runs the program.
 */
final class ProgramToken implements Authentication {
  private final String token;
  private final String file;

  /**
   * A fresh one.
   *
   * @param file the name of the file that holds it, for people
   */
  ProgramToken(String file) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.token = HexFormat.of().formatHex(secret);
    this.file = file;
  }

  String token() {
    return token;
  }

  @Override
  public User of(HttpServerRequest request) {
    String shown = String.valueOf(request.getHeader("Authorization"));
    if (!MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8),
        ("Bearer " + token).getBytes(StandardCharsets.UTF_8))) {
      throw new HttpRefusal(
          401,
          "Token missing or wrong. Send 'Authorization: Bearer' with the token from " + file + ".");
    }
    return User.fromName(System.getProperty("user.name", "api"));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ProgramToken[" + file + "]";
  }
}
