package org.fleetreboot.iothub.sdk;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens of Microsoft Entra ID. One token serves all threads until 80 % of its life is over;
 * the SDK's own cache asks once per thread at start, and for every call when tokens live shorter
 * than ten minutes.
 */
public final class TokenAuthorization implements Authorization {

  private static final String SCOPE = "https://iothubs.azure.net/.default";

  /** Longer than any retry policy of azure-identity's local sources; a bound, not a wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TokenCredential credential;
  private final InstantSource clock;
  private @Nullable AccessToken token;
  private Instant renewAt = Instant.MIN;

  /** Asks the credential for tokens of the scope {@code https://iothubs.azure.net/.default}. */
  public TokenAuthorization(TokenCredential credential, InstantSource clock) {
    this.credential = credential;
    this.clock = clock;
  }

  @Override
  public synchronized String header() {
    Instant now = clock.instant();
    AccessToken valid = token;
    if (valid == null || !now.isBefore(renewAt)) {
      valid = requestToken();
      Duration life = Duration.between(now, valid.getExpiresAt().toInstant());
      renewAt = now.plus(life.multipliedBy(4).dividedBy(5));
      token = valid;
    }
    return "Bearer " + valid.getToken();
  }

  private AccessToken requestToken() {
    TokenRequestContext request = new TokenRequestContext().addScopes(SCOPE);
    AccessToken answer = credential.getToken(request).block(PATIENCE);
    if (answer == null) {
      throw new IllegalStateException("The token credential gave no token.");
    }
    return answer;
  }
}
