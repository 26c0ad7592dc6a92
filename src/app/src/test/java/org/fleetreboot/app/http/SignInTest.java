package org.fleetreboot.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.Login;
import org.junit.jupiter.api.Test;

class SignInTest {
  private Instant now = Instant.parse("2026-10-01T00:00:00Z");
  private final ProgramToken token = new ProgramToken("journal.db.api.json");
  private final SignIn signIn = new SignIn(token, () -> now);

  @Test
  void anAddressSignsInOnce() {
    String code = code();

    assertThat(signIn.byCode(code).name()).isEqualTo("anna");
    assertThatThrownBy(() -> signIn.byCode(code)).hasMessageContaining("used before");
  }

  @Test
  void anAddressIsForgottenAfterTenMinutes() {
    String code = code();
    now = now.plus(OneTimeCodes.VALID);

    assertThatThrownBy(() -> signIn.byCode(code)).hasMessageContaining("ten minutes");
  }

  @Test
  void theTokenSignsInWhoRunsTheProgram() {
    assertThat(signIn.byToken(token.token() + "\n").name()).isEqualTo(Login.name());
    assertThatThrownBy(() -> signIn.byToken("guessed")).hasMessageContaining("not the token");
  }

  @Test
  void whoGuessesIsSlowedDownAndThenForgiven() {
    for (int attempt = 0; attempt < 10; attempt++) {
      assertThatThrownBy(() -> signIn.byToken("guessed")).hasMessageContaining("not the token");
    }
    assertThatThrownBy(() -> signIn.byToken(token.token())).hasMessageContaining("Too many");

    now = now.plus(Duration.ofSeconds(6));
    assertThat(signIn.byToken(token.token())).isNotNull();
  }

  private String code() {
    String path = signIn.path(Caller.owner("anna"));
    return path.substring(path.indexOf('=') + 1);
  }
}
