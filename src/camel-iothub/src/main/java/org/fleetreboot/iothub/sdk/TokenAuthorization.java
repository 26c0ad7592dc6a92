package org.fleetreboot.iothub.sdk;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens of Microsoft Entra ID. One token serves all threads until 80 % of its life is over;
 * the SDK's own cache asks once per thread at start, and for every call if tokens live less than
 * ten minutes.
 */
public final class TokenAuthorization implements Authorization {

  private static final String SCOPE = "https://iothubs.azure.net/.default";

  /** Longer than any retry policy of azure-identity's local sources: a bound, not a wait. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TokenCredential credential;
  private final InstantSource clock;
  private @Nullable Token current;
  private @Nullable CompletableFuture<Token> underWay;

  private record Token(String header, Instant renewAt) {}

  /** Asks the credential for tokens of the scope {@code https://iothubs.azure.net/.default}. */
  public TokenAuthorization(TokenCredential credential, InstantSource clock) {
    this.credential = credential;
    this.clock = clock;
  }

  @Override
  public String header() {
    CompletableFuture<Token> answer;
    boolean mine = false;
    synchronized (this) {
      if (current != null && clock.instant().isBefore(current.renewAt())) {
        return current.header();
      }
      if (underWay == null) {
        underWay = new CompletableFuture<>();
        mine = true;
      }
      answer = underWay;
    }
    if (mine) {
      request(answer);
    }
    return answer.join().header();
  }

  /**
   * Waiting callers share a failure too; otherwise each would wait in turn for a source that hangs.
   */
  private void request(CompletableFuture<Token> answer) {
    try {
      Token token = requestToken();
      synchronized (this) {
        current = token;
        underWay = null;
      }
      answer.complete(token);
    } catch (Throwable e) {
      synchronized (this) {
        underWay = null;
      }
      answer.completeExceptionally(e);
    }
  }

  private Token requestToken() {
    TokenRequestContext request = new TokenRequestContext().addScopes(SCOPE);
    Instant askedAt = clock.instant();
    AccessToken token = credential.getToken(request).block(PATIENCE);
    if (token == null) {
      throw new IllegalStateException("The token credential gave no token.");
    }
    Duration life = Duration.between(askedAt, token.getExpiresAt().toInstant());
    return new Token("Bearer " + token.getToken(), askedAt.plus(life.multipliedBy(4).dividedBy(5)));
  }
}
