package org.fleetreboot.app.http;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.fleetreboot.app.identity.Caller;

/**
 * The ways to sign in with a browser: by an address that works once, or by the secret that the API
 * accepts. Thread-safe.
 */
public final class SignIn {
  /** The page that signs people in. */
  public static final String PATH = "/sign-in";

  private final OneTimeCodes codes;
  private final FailedAttempts failures;
  private final ProgramToken token;

  SignIn(ProgramToken token, InstantSource clock) {
    this.token = token;
    this.codes = new OneTimeCodes(clock);
    this.failures = new FailedAttempts(clock);
  }

  /** The path of an address that signs in that person once, within ten minutes. */
  public String path(Caller caller) {
    return PATH + "?code=" + codes.fresh(caller);
  }

  /** The person who runs the program. */
  public Caller owner() {
    return token.owner();
  }

  /**
   * Whom that code signs in, this once.
   *
   * @throws HttpRefusal if it signs nobody in
   */
  public Caller byCode(String code) {
    return attempt(
        code,
        codes::use,
        "This address was used before, or is older than ten minutes: ./fleet-reboot open prints another.");
  }

  /**
   * Whom the secret signs in.
   *
   * @throws HttpRefusal if it signs nobody in
   */
  public Caller byToken(String secret) {
    return attempt(
        secret.strip(),
        token::of,
        "This is not the token of the running program, which is another after each start.");
  }

  private Caller attempt(String secret, Function<String, Optional<Caller>> way, String otherwise) {
    failures.check();
    return way.apply(secret)
        .orElseThrow(
            () -> {
              failures.add();
              return new HttpRefusal(401, otherwise);
            });
  }

  /** The name of the file that holds the secret. */
  public String tokenFile() {
    return token.file();
  }
}
