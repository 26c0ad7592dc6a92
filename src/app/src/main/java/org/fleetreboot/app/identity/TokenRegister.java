package org.fleetreboot.app.identity;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fleetreboot.app.failure.ProgramFailure;
import org.jspecify.annotations.Nullable;

/** Gives and takes tokens, in the token file. */
public final class TokenRegister {
  /** Tells scanners for secrets what a token is. */
  private static final String PREFIX = "frt_";

  private final TokenFile file;

  public TokenRegister(Path file) {
    this.file = new TokenFile(file);
  }

  /**
   * Who has a token.
   *
   * @param expires when it ends; null for never
   */
  public record Holder(String name, String roles, @Nullable Instant expires) {}

  /**
   * Gives a person a token, and returns it: nobody can read it again.
   *
   * @param expires when it ends; null for never
   * @throws ProgramFailure if the name is none, or has a token
   */
  public String add(String name, Set<Role> roles, @Nullable Instant expires) {
    PersonalToken.requireName(name);
    String token = PREFIX + Secret.fresh();
    file.change(
        tokens -> {
          if (tokens.stream().anyMatch(known -> known.name().equalsIgnoreCase(name))) {
            throw ProgramFailure.setup(
                "%s has a token already: to replace it, first ./fleet-reboot token revoke %1$s"
                    .formatted(name));
          }
          List<PersonalToken> more = new ArrayList<>(tokens);
          more.add(new PersonalToken(name, roles, PersonalTokens.hash(token), expires));
          return more;
        });
    return token;
  }

  /**
   * Takes a person's token.
   *
   * @throws ProgramFailure if there is none
   */
  public void revoke(String name) {
    file.change(
        tokens -> {
          List<PersonalToken> fewer = new ArrayList<>(tokens);
          if (!fewer.removeIf(known -> known.name().equals(name))) {
            throw ProgramFailure.setup(
                "%s has no token: ./fleet-reboot token list shows who has.".formatted(name));
          }
          return fewer;
        });
  }

  /** Everybody who has a token, in the order of the file. */
  public List<Holder> holders() {
    return file.readIfThere().stream()
        .map(token -> new Holder(token.name(), token.caller().rolesInWords(), token.expires()))
        .toList();
  }
}
