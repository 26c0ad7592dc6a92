package org.fleetreboot.app.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.workflow.Proof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of the token file. A change of the file counts from the next request on; while it
 * cannot be read, no token counts. Thread-safe.
 */
public final class PersonalTokens implements Authentication {
  private static final Logger LOG = LoggerFactory.getLogger(PersonalTokens.class);

  private final TokenFile file;
  private final InstantSource clock;

  /** What the file says, by the hash of each token. */
  private Map<String, PersonalToken> known;

  private List<Object> stamp;

  /**
   * Reads the file.
   *
   * @throws ProgramFailure with the remedy if it cannot be read, or others may
   */
  public PersonalTokens(Path file, InstantSource clock) {
    this.file = new TokenFile(file);
    this.clock = clock;
    stamp = this.file.stamp();
    known = byHash(this.file.read());
  }

  @Override
  public Optional<Caller> of(String token) {
    Optional<Caller> caller = current(hash(token));
    caller
        .filter(known -> known.isOver(clock.instant()))
        .ifPresent(
            over -> {
              throw new AuthenticationFailed(
                  "The token of %s expired at %s: ask for another one."
                      .formatted(over.name(), over.until()));
            });
    return caller;
  }

  @Override
  public Optional<Caller> still(Caller caller) {
    return caller.requester().proof() == Proof.TOKEN
        ? current(caller.credential()).filter(now -> !now.isOver(clock.instant()))
        : Optional.empty();
  }

  private synchronized Optional<Caller> current(String hash) {
    List<Object> now = file.stamp();
    if (!now.equals(stamp)) {
      stamp = now;
      known = reread();
    }
    return Optional.ofNullable(known.get(hash)).map(PersonalToken::caller);
  }

  private Map<String, PersonalToken> reread() {
    try {
      Map<String, PersonalToken> read = byHash(file.read());
      LOG.info("{} has changed: {} people have a token.", file, read.size());
      return read;
    } catch (ProgramFailure unreadable) {
      LOG.warn("No token of the token file counts: {}", unreadable.getMessage());
      return Map.of();
    }
  }

  private static Map<String, PersonalToken> byHash(List<PersonalToken> tokens) {
    return tokens.stream()
        .collect(Collectors.toMap(PersonalToken::sha256, Function.identity(), (one, other) -> one));
  }

  /** Not slow on purpose, as for passwords: nobody tries all of 256 random bits. */
  static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
