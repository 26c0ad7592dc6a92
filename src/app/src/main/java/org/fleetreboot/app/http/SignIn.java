package org.fleetreboot.app.http;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.OneTimeSecrets;
import org.fleetreboot.app.identity.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways to sign in with a browser: by an address that works once, or by a token that the API
 * accepts. Thread-safe.
 */
public final class SignIn {
  /** The page that signs people in. */
  public static final String PATH = "/sign-in";

  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  private final OneTimeSecrets<Caller> codes;
  private final FailedAttempts failures;
  private final ProgramToken token;
  private final Authentication authentication;

  SignIn(ProgramToken token, Authentication authentication, InstantSource clock) {
    this.token = token;
    this.authentication = authentication;
    this.codes = new OneTimeSecrets<>(clock);
    this.failures = new FailedAttempts(clock);
  }

  /** The path of an address that signs in that person once, within ten minutes. */
  public String path(Caller caller) {
    String code = Secret.fresh();
    codes.put(code, caller.requester().text(), caller);
    return PATH + "?code=" + code;
  }

  /** The person who runs the program. */
  public Caller owner() {
    return token.owner();
  }

  /**
   * Whom that code signs in, this once.
   *
   * @param sender as {@link Sender}
   * @throws HttpRefusal if it signs nobody in
   */
  public Caller byCode(String code, String sender) {
    return attempt(
        sender,
        () -> codes.take(code),
        "This address was used before, or is older than ten minutes: ./fleet-reboot open prints another.");
  }

  /**
   * Whom the token signs in.
   *
   * @param sender as {@link Sender}
   * @throws HttpRefusal if it signs nobody in
   */
  public Caller byToken(String secret, String sender) {
    return attempt(
        sender,
        () -> authentication.of(secret.strip()),
        "This is neither a token of the token file nor that of the running program, which is another after each start.");
  }

  /**
   * Whom the issuer signs in: whoever brings back what it never gave is slowed down, too.
   *
   * @param way to have it confirmed, which fails with {@link AuthenticationFailed}
   * @param sender as {@link Sender}
   * @throws HttpRefusal if nobody is signed in
   */
  public Caller byIssuer(Supplier<Caller> way, String sender) {
    return attempt(sender, () -> Optional.of(way.get()), "");
  }

  private Caller attempt(String sender, Supplier<Optional<Caller>> way, String otherwise) {
    failures.check(sender);
    try {
      return way.get().orElseThrow(() -> new AuthenticationFailed(otherwise));
    } catch (AuthenticationFailed failed) {
      LOG.warn("Nobody was signed in from {}.", sender);
      failures.add(sender);
      throw new HttpRefusal(401, String.valueOf(failed.getMessage()));
    }
  }

  /** The name of the file that holds the secret. */
  public String tokenFile() {
    return token.file();
  }
}
