package org.fleetreboot.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.app.http.ServerSettings;
import org.fleetreboot.app.oidc.SigningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People whom an issuer knows use the API with its tokens, and sign in with a browser there. */
class OidcSignInTest {
  private final InstantSource clock = InstantSource.system();
  private final SigningServer issuer = SigningServer.start();
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final PastRuns past;
  private final RunningApi api;

  OidcSignInTest(@TempDir Path directory) {
    past = PastRuns.in(directory.resolve("journal.db"), clock.instant());
    api =
        RunningApi.of(
            FleetThat.knows(
                Map.of(
                    "view",
                    past.journal().view(),
                    "hubs",
                    List.of(PastRuns.HUB),
                    "hubStates",
                    FleetThat.goodHub(PastRuns.HUB))),
            clock,
            past.journal(),
            ServerSettings.read(
                directory,
                Map.of(
                    "reboot.api.oidc.issuer",
                    issuer.issuer(),
                    "reboot.api.oidc.client",
                    SigningServer.CLIENT)));
  }

  @AfterEach
  void close() {
    api.close();
    past.close();
    issuer.close();
  }

  @Test
  void aTokenOfTheIssuerAsksTheApi() throws Exception {
    JWTClaimsSet claims = issuer.claims(clock.instant(), "oid-1").build();

    assertThat(asked(issuer.sign(claims)).statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenForAnotherProgramIsRefusedAndTheAnswerSaysWhy() throws Exception {
    JWTClaimsSet claims = issuer.claims(clock.instant(), "oid-1").audience("another").build();
    HttpResponse<String> refused = asked(issuer.sign(claims));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("is refused", "aud");
  }

  @Test
  void aPersonSignsInWithABrowserAtTheIssuer() throws Exception {
    assertThat(get("/sign-in").body()).contains("href=\"/sign-in/issuer\"");
    HttpResponse<String> left = get("/sign-in/issuer");
    assertThat(left.statusCode()).isEqualTo(303);
    URI question = URI.create(left.headers().firstValue("Location").orElseThrow());
    issuer.signsIn(question, clock.instant(), "oid-1");

    HttpResponse<String> back =
        get("/sign-in/issuer/back?code=code-1&state=" + SigningServer.query(question, "state"));

    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(back.headers().firstValue("Refresh")).hasValue("0; url=/");
    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(get("/").body()).contains("oid-1");
  }

  @Test
  void whatBeganInAnotherBrowserSignsNobodyIn() throws Exception {
    URI question =
        URI.create(get("/sign-in/issuer").headers().firstValue("Location").orElseThrow());
    issuer.signsIn(question, clock.instant(), "oid-1");
    HttpResponse<String> other =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            api.url()
                                + "/sign-in/issuer/back?code=code-1&state="
                                + SigningServer.query(question, "state")))
                    .build(),
                BodyHandlers.ofString());

    assertThat(other.statusCode()).isEqualTo(401);
    assertThat(other.body()).contains("another browser");
    assertThat(other.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void whoTheIssuerDoesNotSignInIsAskedAgain() throws Exception {
    HttpResponse<String> back = get("/sign-in/issuer/back?error=access_denied&state=x");

    assertThat(back.statusCode()).isEqualTo(401);
    assertThat(back.body()).contains("has signed nobody in");
  }

  private HttpResponse<String> asked(String token) {
    return api.send(api.request("/api/hub").setHeader("Authorization", "Bearer " + token).GET());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(URI.create(api.url() + path)).build(), BodyHandlers.ofString());
  }
}
