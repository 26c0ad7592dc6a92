package org.fleetreboot.app.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** An OpenID Connect issuer in this process, with keys of its own. */
public final class SigningServer implements AutoCloseable {
  public static final String CLIENT = "client-1";
  static final String CODE = "code-1";

  private final HttpServer server;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile ECKey key = newKey("k1");
  private volatile String challenge = "";
  private volatile JWTClaimsSet signedIn = new JWTClaimsSet.Builder().build();
  private volatile Map<String, String> asked = Map.of();
  private volatile int padding;

  private SigningServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext("/keys", this::keys);
    server.createContext("/token", this::token);
    server.start();
  }

  public static SigningServer start() {
    try {
      return new SigningServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often its keys were fetched. */
  int fetches() {
    return fetches.get();
  }

  /** Has it sign with another key from now on, and publish that alone. */
  void rotate() {
    key = newKey("k2");
  }

  /** Its public key. */
  ECKey key() {
    return key.toPublicJWK();
  }

  /** Makes what it publishes longer by as many bytes. */
  void pad(int bytes) {
    padding = bytes;
  }

  /** Has it sign somebody in, whose browser was sent with that challenge. */
  void signsIn(JWTClaimsSet claims, String codeChallenge) {
    signedIn = claims;
    challenge = codeChallenge;
  }

  /** Has it sign somebody in whose browser was sent to that address. */
  public void signsIn(URI address, Instant now, String person) {
    signsIn(
        claims(now, person).claim("nonce", query(address, "nonce")).build(),
        query(address, "code_challenge"));
  }

  /** What stands under that name behind the question mark; empty if there is nothing. */
  public static String query(URI address, String name) {
    return parameters(address.getRawQuery()).getOrDefault(name, "");
  }

  static Map<String, String> parameters(String text) {
    return Arrays.stream(text.split("&", -1))
        .map(part -> part.split("=", 2))
        .collect(
            Collectors.toMap(
                part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
  }

  /** What the token endpoint was last asked with. */
  Map<String, String> asked() {
    return asked;
  }

  /** Claims of a good token, from now on for an hour. */
  public JWTClaimsSet.Builder claims(Instant now, String person) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(CLIENT)
        .subject("subject of " + person)
        .claim("oid", person)
        .claim("roles", java.util.List.of("Operator"))
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)));
  }

  public String sign(JWTClaimsSet claims) {
    return sign(claims, key);
  }

  static String sign(JWTClaimsSet claims, ECKey key) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(JOSEObjectType.JWT)
                  .keyID(key.getKeyID())
                  .build(),
              claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void discovery(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/keys","response_types_supported":["code"],
         "subject_types_supported":["pairwise"],"id_token_signing_alg_values_supported":["ES256"]}
        """
            .formatted(issuer()));
  }

  private void keys(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    answer(exchange, 200, new JWKSet(key.toPublicJWK()) + " ".repeat(padding));
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked = parameters(body);
    if (!CODE.equals(asked.get("code"))
        || !challenge.equals(challengeOf(asked.getOrDefault("code_verifier", "")))) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    answer(
        exchange,
        200,
        "{\"token_type\":\"Bearer\",\"access_token\":\"a\",\"id_token\":\"%s\"}"
                .formatted(sign(signedIn))
            + " ".repeat(padding));
  }

  private static String challengeOf(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
