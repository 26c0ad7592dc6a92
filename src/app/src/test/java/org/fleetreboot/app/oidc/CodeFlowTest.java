package org.fleetreboot.app.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.fleetreboot.app.identity.OneTimeSecrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The issuer signs a person in, and what the browser brings back counts once. */
class CodeFlowTest {
  private static final URI BACK = URI.create("https://fleet.example.com/sign-in/issuer/back");
  private final SigningServer issuer = SigningServer.start();
  private Instant now = Instant.parse("2026-10-01T12:00:00Z");
  private final CodeFlow flow = of(Optional.of("s3cret"));

  private CodeFlow of(Optional<String> secret) {
    return OpenIdConnect.of(
            new OidcSettings(
                issuer.issuer(), "api://fleet", SigningServer.CLIENT, secret, "oid", "roles"),
            Duration.ofMillis(1),
            () -> now)
        .codeFlow();
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void aPersonIsSignedInOnce() {
    CodeFlow.Start start = flow.begin(BACK, "sender");
    Map<String, String> question = query(start.address());
    signsIn(question);

    assertThat(start.address().toString()).startsWith(issuer.issuer() + "/authorize?");
    assertThat(question)
        .containsEntry("redirect_uri", BACK.toString())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("response_type", "code")
        .containsEntry("state", start.state());
    assertThat(flow.end(start.state(), SigningServer.CODE).name()).isEqualTo("oid-1");
    assertThat(issuer.asked())
        .containsEntry("client_secret", "s3cret")
        .containsEntry("redirect_uri", BACK.toString());
    assertThatThrownBy(() -> flow.end(start.state(), SigningServer.CODE))
        .hasMessageContaining("used before");
  }

  @Test
  void aClientWithoutASecretSendsNone() {
    CodeFlow open = of(Optional.empty());
    CodeFlow.Start start = open.begin(BACK, "sender");
    signsIn(query(start.address()));

    assertThat(open.end(start.state(), SigningServer.CODE).name()).isEqualTo("oid-1");
    assertThat(issuer.asked()).doesNotContainKey("client_secret");
  }

  @Test
  void aTokenThatAnswersAnotherQuestionSignsNobodyIn() {
    CodeFlow.Start start = flow.begin(BACK, "sender");
    signsIn(query(start.address()), "another");

    assertThatThrownBy(() -> flow.end(start.state(), SigningServer.CODE))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("another question");
  }

  @Test
  void aCodeThatTheIssuerDoesNotKnowSignsNobodyIn() {
    CodeFlow.Start start = flow.begin(BACK, "sender");
    signsIn(query(start.address()));

    assertThatThrownBy(() -> flow.end(start.state(), "guessed"))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("invalid_grant");
  }

  @Test
  void anEndlessAnswerOfTheIssuerIsNotRead() {
    CodeFlow.Start start = flow.begin(BACK, "sender");
    signsIn(query(start.address()));
    issuer.pad(1_000_000);

    assertThatThrownBy(() -> flow.end(start.state(), SigningServer.CODE))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void whoBeginsManySignInsForgetsNobodyElses() {
    CodeFlow.Start start = flow.begin(BACK, "sender");
    signsIn(query(start.address()));
    for (int more = 0; more < 1_100; more++) {
      var unused = flow.begin(BACK, "another");
    }
    assertThat(flow.end(start.state(), SigningServer.CODE).name()).isEqualTo("oid-1");
  }

  @Test
  void whoComesBackAfterTenMinutesBeginsAgain() {
    CodeFlow.Start start = flow.begin(BACK, "sender");
    signsIn(query(start.address()));
    now = now.plus(OneTimeSecrets.VALID);

    assertThatThrownBy(() -> flow.end(start.state(), SigningServer.CODE))
        .hasMessageContaining("too old");
    assertThatThrownBy(() -> flow.end("guessed", SigningServer.CODE))
        .hasMessageContaining("begin again");
  }

  private void signsIn(Map<String, String> question) {
    signsIn(question, question.getOrDefault("nonce", ""));
  }

  private void signsIn(Map<String, String> question, String nonce) {
    issuer.signsIn(
        issuer.claims(now, "oid-1").claim("nonce", nonce).build(),
        question.getOrDefault("code_challenge", ""));
  }

  private static Map<String, String> query(URI address) {
    return SigningServer.parameters(address.getRawQuery());
  }
}
