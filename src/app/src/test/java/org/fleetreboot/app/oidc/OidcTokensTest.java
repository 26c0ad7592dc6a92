package org.fleetreboot.app.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.workflow.Requester;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token proves a name if the issuer has signed it, for this program, and for now. */
class OidcTokensTest {
  private static final Instant START = Instant.parse("2026-10-01T12:00:00Z");

  private final SigningServer issuer = SigningServer.start();
  private Instant now = START;
  private final Authentication tokens = of(issuer, Duration.ofMillis(1));

  private Authentication of(SigningServer server, Duration betweenFetches) {
    return OpenIdConnect.of(
            new OidcSettings(
                server.issuer(),
                SigningServer.CLIENT,
                SigningServer.CLIENT,
                Optional.empty(),
                "oid",
                "roles"),
            betweenFetches,
            () -> now)
        .tokens();
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void aGoodTokenProvesAPersonForGoodTheRolesAndUntilWhen() {
    Caller anna = caller(claims().claim("preferred_username", "anna@example.com").build());

    assertThat(anna.requester()).isEqualTo(Requester.openIdConnect("oid-1", issuer.issuer()));
    assertThat(anna.roles()).containsExactly(Role.OPERATOR);
    assertThat(anna.until()).isEqualTo(START.plusSeconds(3600));
    assertThat(tokens.still(anna)).contains(anna);
    now = START.plusSeconds(3600);
    assertThat(tokens.still(anna)).isEmpty();
  }

  @Test
  void otherTokensAreLeftToOtherWays() {
    assertThat(tokens.of("frt_0123456789abcdef")).isEmpty();
    assertThat(tokens.still(Caller.owner("root"))).isEmpty();
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    refuses(issuer.sign(claims().issuer("https://evil.example").build()), "iss");
  }

  @Test
  void aTokenForAnotherProgramIsRefused() {
    refuses(issuer.sign(claims().audience("another").build()), "aud");
    refuses(issuer.sign(claims().audience((String) null).build()), "aud");
  }

  @Test
  void aTokenIsGoodFromItsBeginningToItsEnd() {
    String token = issuer.sign(claims().build());

    now = START.minusSeconds(61);
    refuses(token, "before use time");
    now = START.minusSeconds(59);
    assertThat(tokens.of(token)).isPresent();
    now = START.plusSeconds(3600 + 61);
    refuses(token, "Expired");
    now = START;
    refuses(issuer.sign(claims().expirationTime(null).build()), "exp");
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    refuses(new PlainJWT(claims().build()).serialize(), "");
    String[] parts = issuer.sign(claims().build()).split("\\.", 3);
    refuses(parts[0] + "." + parts[1] + ".", "");
  }

  @Test
  void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
    token.sign(new MACSigner(issuer.key().toECPublicKey().getEncoded()));

    refuses(token.serialize(), "Another algorithm expected");
  }

  @Test
  void aTokenOfAKeyThatOnlyCallsItselfTheIssuersIsRefused() {
    refuses(SigningServer.sign(claims().build(), SigningServer.newKey("k1")), "Invalid signature");
  }

  @Test
  void aNewKeyOfTheIssuerIsFetchedWhenATokenNamesIt() {
    assertThat(tokens.of(issuer.sign(claims().build()))).isPresent();
    assertThat(tokens.of(issuer.sign(claims().build()))).isPresent();
    assertThat(issuer.fetches()).isEqualTo(1);

    issuer.rotate();

    assertThat(tokens.of(issuer.sign(claims().build()))).isPresent();
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void strangersWhoNameUnknownKeysDoNotHaveTheIssuerAskedEachTime() {
    Authentication calm = of(issuer, Duration.ofMinutes(4));
    for (int i = 0; i < 20; i++) {
      String token = SigningServer.sign(claims().build(), SigningServer.newKey("x" + i % 2));
      assertThatThrownBy(() -> calm.of(token)).isInstanceOf(AuthenticationFailed.class);
    }

    assertThat(issuer.fetches()).isLessThan(4);
  }

  @Test
  void anEndlessListOfKeysIsNotRead() {
    issuer.pad(1_000_000);

    refuses(issuer.sign(claims().build()), "cannot be asked for its keys");
  }

  @Test
  void anIssuerThatIsAwayIsAskedAgainLater() {
    String token = issuer.sign(claims().build());
    issuer.close();

    refuses(token, "cannot be asked");
  }

  @Test
  void anIssuerThatIsSilentIsNotAskedByEachRequest() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String name = "http://127.0.0.1:" + silent.getLocalPort();
      Authentication waiting =
          OpenIdConnect.of(
                  new OidcSettings(
                      name,
                      SigningServer.CLIENT,
                      SigningServer.CLIENT,
                      Optional.empty(),
                      "oid",
                      "roles"),
                  Duration.ofHours(1),
                  () -> now)
              .tokens();
      String token = issuer.sign(issuer.claims(now, "oid-1").issuer(name).build());
      for (int request = 0; request < 3; request++) {
        assertThatThrownBy(() -> waiting.of(token)).hasMessageContaining("cannot be asked");
      }
      silent.setSoTimeout(1);
      assertThat(connections(silent)).isEqualTo(1);
    }
  }

  private static int connections(ServerSocket server) throws IOException {
    int found = 0;
    try {
      while (true) {
        server.accept().close();
        found++;
      }
    } catch (SocketTimeoutException none) {
      return found;
    }
  }

  @Test
  void aTokenWithoutTheClaimThatNamesAPersonIsRefused() {
    refuses(issuer.sign(claims().claim("oid", null).build()), "oid");
    refuses(issuer.sign(claims().claim("oid", List.of("a")).build()), "oid");
    refuses(issuer.sign(claims().claim("oid", "two\nlines").build()), "names nobody");
  }

  @Test
  void aPersonWithoutARoleOfOursHasNone() {
    assertThat(caller(claims().claim("roles", null).build()).roles()).isEmpty();
    assertThat(caller(claims().claim("roles", List.of("Owner", "root")).build()).roles()).isEmpty();
    assertThat(caller(claims().claim("roles", "approver").build()).roles())
        .containsExactly(Role.APPROVER);
  }

  @Test
  void aTokenIsNeitherInTheMessageNorInTheLog() {
    String token = issuer.sign(claims().audience("another").build());

    assertThatThrownBy(() -> tokens.of(token)).hasMessageNotContaining(token.split("\\.", 3)[2]);
  }

  private JWTClaimsSet.Builder claims() {
    return issuer.claims(START, "oid-1");
  }

  private Caller caller(JWTClaimsSet claims) {
    return tokens.of(issuer.sign(claims)).orElseThrow();
  }

  private void refuses(String token, String why) {
    assertThatThrownBy(() -> tokens.of(token))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining(why);
  }
}
