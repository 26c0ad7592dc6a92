package org.fleetreboot.iothub.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

    assertThatThrownBy(none::header).rootCause().hasMessage("The token credential gave no token.");
  }

  @Test
  void asksOnceForAllWaitingCallersAndAgainAfterAFailure() throws Exception {
    CompletableFuture<AccessToken> slow = new CompletableFuture<>();
    AtomicReference<Mono<AccessToken>> source = new AtomicReference<>(Mono.fromFuture(slow));
    AtomicInteger asked = new AtomicInteger();
    TokenAuthorization shared =
        new TokenAuthorization(
            request -> {
              asked.incrementAndGet();
              return Objects.requireNonNull(source.get());
            },
            clock);
    List<Thread> callers = new ArrayList<>();
    List<String> headers = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread caller = new Thread(() -> headers.add(headerOrFailure(shared)));
      caller.start();
      callers.add(caller);
    }
    await().until(() -> callers.stream().allMatch(TokenAuthorizationTest::isWaiting));

    slow.completeExceptionally(new IllegalStateException("no identity"));
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(headers).hasSize(8).allSatisfy(h -> assertThat(h).contains("no identity"));
    assertThat(asked).hasValue(1);
    source.set(Mono.just(new AccessToken("again", OffsetDateTime.MAX)));
    assertThat(shared.header()).isEqualTo("Bearer again");
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static String headerOrFailure(TokenAuthorization authorization) {
    try {
      return authorization.header();
    } catch (CompletionException e) {
      return String.valueOf(e.getCause());
    }
  }
}
