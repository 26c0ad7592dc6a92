package org.fleetreboot.app.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.AuthenticationChain;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.oidc.CodeFlow;
import org.fleetreboot.app.oidc.OpenIdConnect;

/**
 * Camel's HTTP server: on the loopback interface, or with TLS on others. It starts and stops with
 * Camel. Routes of the program and of its users share it; this class decides who may ask, and how
 * much. Thread-safe.
 */
public final class WebServer implements AutoCloseable {
  /** The header that identifies the program in every answer. */
  public static final String PROGRAM = "Fleet-Reboot-Program";

  private static final String SERVER = "camel.server.";

  /** Enough for a list of a million devices; a run accepts no larger message. */
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  private final Main main;
  private final WebServerSettings settings;
  private final LimitedVertx vertx;
  private final RequestGuard guard;
  private final ProgramToken token;
  private final Authentication authentication;
  private final Map<String, Handler<RoutingContext>> handlers = new ConcurrentHashMap<>();
  private final SignIn signIn;
  private final Sessions sessions;

  private WebServer(
      Main main,
      WebServerSettings settings,
      LimitedVertx vertx,
      RequestGuard guard,
      ProgramToken token,
      Authentication authentication,
      SignIn signIn,
      Sessions sessions) {
    this.main = main;
    this.settings = settings;
    this.vertx = vertx;
    this.guard = guard;
    this.token = token;
    this.authentication = authentication;
    this.signIn = signIn;
    this.sessions = sessions;
  }

  /**
   * Prepares the server of a Camel that has not started yet.
   *
   * @param hold identifies the program in every answer
   * @param tokenFile the name of the file that holds the token of the program, for people
   * @param people further ways to prove who asks, besides that token
   * @throws ProgramFailure if the port is in use
   */
  public static WebServer prepare(
      Main main,
      WebServerSettings settings,
      UUID hold,
      String tokenFile,
      Authentication people,
      InstantSource clock) {
    settings.address().requireFree("The API", "set reboot.api.port to another, or to 0 for any");
    ProgramToken token = new ProgramToken(tokenFile);
    Authentication authentication =
        new AuthenticationChain(
            Stream.concat(
                    Stream.of(token, people), settings.issuer().stream().map(OpenIdConnect::tokens))
                .toList());
    LimitedVertx vertx = LimitedVertx.start();
    Sessions sessions = new Sessions(authentication, clock);
    RequestGuard guard =
        new RequestGuard(hold, settings.names(), authentication, sessions, tokenFile, clock);
    SignIn signIn = new SignIn(token, authentication, clock);
    WebServer server =
        new WebServer(main, settings, vertx, guard, token, authentication, signIn, sessions);
    main.bind("httpVertx", vertx);
    main.addOverrideProperty(SERVER + "enabled", "true");
    main.addOverrideProperty(SERVER + "host", settings.address().host());
    main.addOverrideProperty(SERVER + "port", String.valueOf(settings.address().port()));
    main.addOverrideProperty(SERVER + "useGlobalSslContextParameters", "false");
    main.addOverrideProperty(SERVER + "maxBodySize", String.valueOf(LARGEST_BODY));
    main.addOverrideProperty(SERVER + "fileUploadEnabled", "false");
    settings
        .certificate()
        .ifPresent(
            certificate ->
                ServerHandlers.secure(
                    main,
                    certificate,
                    camel -> camel.hasService(MainHttpServer.class).getConfiguration()));
    ServerHandlers.attach(main, camel -> server.guard(server.router()));
    return server;
  }

  /** Has requests for that path, with GET, answered by what the REST DSL has no words for. */
  public void answer(String path, Handler<RoutingContext> handler) {
    handlers.put(path, handler);
  }

  private void guard(Router router) {
    router.route().order(-1).handler(guard);
    handlers.forEach((path, handler) -> router.get(path).handler(handler));
    router
        .route()
        .last()
        .handler(
            request ->
                RequestGuard.refuse(
                    request, problem(hasOtherBody(request) ? 415 : 404, request.normalizedPath())))
        .failureHandler(
            request -> {
              if (!request.response().headWritten()) {
                RequestGuard.refuse(
                    request, problem(request.statusCode(), request.normalizedPath()));
              }
            });
  }

  /** Vert.x leads an order with another body than JSON to no operation. */
  private static boolean hasOtherBody(RoutingContext request) {
    String type = request.request().getHeader("Content-Type");
    return type != null && !type.startsWith("application/json");
  }

  private static Problem problem(int status, String path) {
    return Problem.of(
        status,
        switch (status) {
          case 404 ->
              "There is no such operation at "
                  + path
                  + ": GET /api/openapi.json describes all of them.";
          case 415 -> "Send the body as Content-Type: application/json.";
          case 413 -> "The body is larger than 16 MiB: split the list of devices.";
          case 500 -> "The program failed; its log says why.";
          default -> "The request is malformed.";
        });
  }

  private VertxPlatformHttpRouter router() {
    return main.getCamelContext().getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
        .filter(VertxPlatformHttpRouter::isMainServer)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Camel has not started its HTTP server."));
  }

  /** Where programs of this machine find it, without a trailing slash, once Camel has started. */
  public String url() {
    return settings.localUrl(listening().actualPort());
  }

  /** Where people find it, without a trailing slash, once Camel has started. */
  public String publicUrl() {
    return settings.publicUrl(listening().actualPort());
  }

  /** What it proves itself with; empty without TLS. */
  public Optional<X509Certificate> certificate() {
    return settings.certificate().map(ServerCertificate::certificate);
  }

  private HttpServer listening() {
    return router().getServer().getServer();
  }

  /** Whether what proved the name of that caller still holds. */
  public boolean stillKnows(Caller caller) {
    return authentication.still(caller).isPresent();
  }

  /** Proves to this server that the sender can read the files of the program's owner. */
  public String token() {
    return token.token();
  }

  /** How people sign in with a browser. */
  public SignIn signIn() {
    return signIn;
  }

  /** Has an issuer sign people in with a browser; empty if none is set. */
  public Optional<CodeFlow> codeFlow() {
    return settings.issuer().map(OpenIdConnect::codeFlow);
  }

  /** Who has signed in with a browser. */
  public Sessions sessions() {
    return sessions;
  }

  /** An address that signs in whoever runs the program, once and within ten minutes. */
  public String signInUrl() {
    return signInUrl(signIn.owner());
  }

  /** An address that signs in that person, once and within ten minutes. */
  public String signInUrl(Caller caller) {
    return publicUrl() + signIn.path(caller);
  }

  /** Refuses further requests, while Camel still runs. */
  public void refuseAll() {
    guard.close();
  }

  /** Ends what is left once Camel has stopped. */
  @Override
  public void close() {
    vertx.close();
  }
}
