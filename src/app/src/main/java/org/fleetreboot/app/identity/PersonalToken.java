package org.fleetreboot.app.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the token file.
 *
 * @param name of the person: 1 to 64 letters, digits and {@code . _ @ -}
 * @param roles at least one
 * @param sha256 the hash of the token, in hexadecimal digits: the token has 256 random bits, so
 *     that nobody guesses it from its hash
 * @param expires when it ends; null for never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonalToken(String name, Set<Role> roles, String sha256, @Nullable Instant expires) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  PersonalToken {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("an entry has no name, or one of other characters");
    }
    if (roles == null || roles.isEmpty()) {
      throw new IllegalArgumentException(name + " has no role");
    }
    if (sha256 == null || !HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException(name + " has no SHA-256 of a token");
    }
    roles = EnumSet.copyOf(roles);
  }

  /**
   * Refuses what is no name.
   *
   * @throws ProgramFailure with the rule
   */
  static void requireName(String name) {
    if (!NAME.matcher(name).matches() || !Normalizer.isNormalized(name, Form.NFKC)) {
      throw ProgramFailure.setup(
          "'%s' is no name for a person: use 1 to 64 letters, digits and . _ @ -".formatted(name));
    }
  }

  Caller caller() {
    return new Caller(Requester.token(name), roles, sha256, expires);
  }
}
