package org.fleetreboot.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.Login;
import org.fleetreboot.app.identity.OneTimeSecrets;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String HERE = "127.0.0.1";

  private Instant now = Instant.parse("2026-10-01T00:00:00Z");
  private final ProgramToken token = new ProgramToken("journal.db.api.json");
  private final SignIn signIn = new SignIn(token, token, () -> now);

  @Test
  void anAddressSignsInOnce() {
    String code = code();

    assertThat(signIn.byCode(code, HERE).name()).isEqualTo("anna");
    assertThatThrownBy(() -> signIn.byCode(code, HERE)).hasMessageContaining("used before");
  }

  @Test
  void anAddressIsForgottenAfterTenMinutes() {
    String code = code();
    now = now.plus(OneTimeSecrets.VALID);

    assertThatThrownBy(() -> signIn.byCode(code, HERE)).hasMessageContaining("ten minutes");
  }

  @Test
  void theTokenSignsInWhoRunsTheProgram() {
    assertThat(signIn.byToken(token.token() + "\n", HERE).name()).isEqualTo(Login.name());
    assertThatThrownBy(() -> signIn.byToken("guessed", HERE))
        .hasMessageContaining("neither a token");
  }

  @Test
  void whoGuessesIsSlowedDownAndThenForgiven() {
    for (int attempt = 0; attempt < 10; attempt++) {
      assertThatThrownBy(() -> signIn.byToken("guessed", HERE))
          .hasMessageContaining("neither a token");
    }
    assertThatThrownBy(() -> signIn.byToken(token.token(), HERE)).hasMessageContaining("Too many");

    now = now.plus(Duration.ofSeconds(6));
    assertThat(signIn.byToken(token.token(), HERE)).isNotNull();
  }

  @Test
  void whoGuessesElsewhereSlowsNobodyDownHere() {
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThatThrownBy(() -> signIn.byToken("guessed", "192.0.2.7")).isNotNull();
    }
    assertThat(signIn.byToken(token.token(), HERE)).isNotNull();
  }

  @Test
  void whoAsksForManyAddressesForgetsNobodyElses() {
    String code = code();
    for (int more = 0; more < 200; more++) {
      String unused = signIn.path(Caller.owner("bob"));
    }
    assertThat(signIn.byCode(code, HERE).name()).isEqualTo("anna");
  }

  @Test
  void whoFailsAtTheIssuerIsSlowedDownToo() {
    for (int attempt = 0; attempt < 10; attempt++) {
      assertThatThrownBy(() -> signIn.byIssuer(SignInTest::refuse, HERE))
          .hasMessageContaining("begin again");
    }
    assertThatThrownBy(() -> signIn.byIssuer(() -> Caller.owner("anna"), HERE))
        .hasMessageContaining("Too many");
  }

  private static Caller refuse() {
    throw new AuthenticationFailed("begin again");
  }

  private String code() {
    String path = signIn.path(Caller.owner("anna"));
    return path.substring(path.indexOf('=') + 1);
  }
}
