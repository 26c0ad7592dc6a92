package org.fleetreboot.app.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.OneTimeSecrets;

/**
 * Has the issuer sign people in with a browser: authorization code flow with PKCE. What the browser
 * brings back counts once, within ten minutes, and only in the browser that was sent. Thread-safe.
 */
public final class CodeFlow {
  private final OidcSettings settings;
  private final Issuer issuer;
  private final OidcTokens tokens;
  private final OneTimeSecrets<Question> open;

  private record Question(CodeVerifier verifier, String nonce, URI back) {}

  /**
   * Where a browser is sent.
   *
   * @param state a secret that it must keep, and bring back
   */
  public record Start(URI address, String state) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Start[]";
    }
  }

  CodeFlow(OidcSettings settings, Issuer issuer, OidcTokens tokens, InstantSource clock) {
    this.settings = settings;
    this.issuer = issuer;
    this.tokens = tokens;
    this.open = new OneTimeSecrets<>(clock);
  }

  /**
   * Begins to sign somebody in.
   *
   * @param back where the issuer sends the browser in the end, as it knows it
   * @param sender whose browser it is
   * @throws AuthenticationFailed if the issuer cannot be asked now
   */
  public Start begin(URI back, String sender) {
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    URI address =
        new AuthenticationRequest.Builder(
                ResponseType.CODE, new Scope("openid", "profile"), client(), back)
            .endpointURI(issuer.metadata().getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build()
            .toURI();
    open.put(state.getValue(), sender, new Question(verifier, nonce.getValue(), back));
    return new Start(address, state.getValue());
  }

  /**
   * Whom the issuer has signed in.
   *
   * @param state as the browser kept it, and as it came back, which are the same
   * @throws AuthenticationFailed if it is unknown or too old, or the issuer does not confirm it
   */
  public Caller end(String state, String code) {
    Question question =
        open.take(state)
            .orElseThrow(
                () ->
                    new AuthenticationFailed(
                        "This sign-in was used before, or is too old: begin again."));
    return tokens.signedIn(idToken(question, code), question.nonce());
  }

  private String idToken(Question question, String code) {
    try {
      HTTPRequest request = request(question, code).toHTTPRequest();
      TokenResponse answer = OIDCTokenResponseParser.parse(issuer.ask(request));
      if (answer instanceof OIDCTokenResponse confirmed) {
        return confirmed.getOIDCTokens().getIDTokenString();
      }
      throw new AuthenticationFailed(
          "The issuer does not confirm the sign-in (%s): begin again."
              .formatted(answer.toErrorResponse().getErrorObject().getCode()));
    } catch (IOException | ParseException e) {
      throw new AuthenticationFailed(
          "The issuer %s cannot be asked (%s): begin again."
              .formatted(settings.issuer(), e.getMessage()));
    }
  }

  private TokenRequest request(Question question, String code) {
    URI endpoint = issuer.metadata().getTokenEndpointURI();
    if (!OidcSettings.isSafe(String.valueOf(endpoint))) {
      throw new AuthenticationFailed("The issuer's token endpoint has no TLS: " + endpoint);
    }
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), question.back(), question.verifier());
    return settings
        .secret()
        .map(
            secret ->
                new TokenRequest.Builder(
                    endpoint, new ClientSecretPost(client(), new Secret(secret)), grant))
        .orElseGet(() -> new TokenRequest.Builder(endpoint, client(), grant))
        .build();
  }

  private ClientID client() {
    return new ClientID(settings.client());
  }
}
