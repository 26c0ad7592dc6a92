package org.fleetreboot.iothub.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.iothub.SettableClock;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TokenAuthorizationTest {

  private final SettableClock clock = new SettableClock();
  private final List<TokenRequestContext> requests = new ArrayList<>();
  private final TokenAuthorization authorization =
      new TokenAuthorization(this::tokenForFiveMinutes, clock);

  private Mono<AccessToken> tokenForFiveMinutes(TokenRequestContext request) {
    requests.add(request);
    return Mono.just(
        new AccessToken(
            "token-" + requests.size(),
            clock.instant().plus(Duration.ofMinutes(5)).atOffset(ZoneOffset.UTC)));
  }

  @Test
  void asksForTheScopeOfIotHub() {
    assertThat(authorization.header()).isEqualTo("Bearer token-1");
    assertThat(requests.get(0).getScopes()).containsExactly("https://iothubs.azure.net/.default");
  }

  @Test
  void keepsAShortLivedTokenForFourFifthsOfItsLife() {
    authorization.header();

    clock.advance(Duration.ofMinutes(4).minusNanos(1));
    assertThat(authorization.header()).isEqualTo("Bearer token-1");

    clock.advance(Duration.ofNanos(1));
    assertThat(authorization.header()).isEqualTo("Bearer token-2");
  }

  @Test
  void failsWhenThereIsNoToken() {
    TokenAuthorization none = new TokenAuthorization(request -> Mono.empty(), clock);

    assertThatThrownBy(none::header).hasMessage("The token credential gave no token.");
  }
}
