package org.fleetreboot.app.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fleetreboot.app.identity.Authentication;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.report.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees every request first. It lets pass what is addressed to this program by one of its names,
 * does not come from another site's page, does not come too often, and may ask for what it asks.
 * Thread-safe.
 */
public final class RequestGuard implements Handler<RoutingContext> {
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String API = "/api/";
  private static final String BEARER = "Bearer ";

  private static final Logger LOG = LoggerFactory.getLogger(RequestGuard.class);

  private final UUID hold;
  private final HostNames names;
  private final Authentication authentication;
  private final Sessions sessions;
  private final String tokenFile;

  /** Those of whom the log has told enough. */
  private final FailedAttempts strangers;

  private final RequestRate rate = new RequestRate(System::nanoTime);
  private volatile boolean isClosing;

  /**
   * @param hold identifies the program
   * @param tokenFile the name of the file with the token of the program, for people
   */
  RequestGuard(
      UUID hold,
      HostNames names,
      Authentication authentication,
      Sessions sessions,
      String tokenFile,
      InstantSource clock) {
    this.hold = hold;
    this.names = names;
    this.sessions = sessions;
    this.strangers = new FailedAttempts(clock);
    this.tokenFile = tokenFile;
    this.authentication = authentication;
  }

  @Override
  public void handle(RoutingContext request) {
    request
        .response()
        .putHeader(WebServer.PROGRAM, hold.toString())
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    try {
      names.require(request.request().authority());
      requireTlsFromNowOn(request);
      requireThisSite(request.request());
      if (isClosing) {
        throw new HttpRefusal(503, "The program is ending; try again after its next start.");
      }
      if (request.normalizedPath().startsWith(API)) {
        identify(request);
        return;
      }
      rate.take(
          sessions
              .of(request.request())
              .map(session -> RequestRate.caller(session.caller()))
              .orElseGet(() -> RequestRate.sender(request.request())));
    } catch (HttpRefusal refusal) {
      if (refusal.problem().status() == 401) {
        tellOf(request);
      }
      refuse(request, refusal.problem());
      return;
    }
    request.next();
  }

  /** Not on the event loop: an issuer may have to be asked for its keys. */
  private void identify(RoutingContext request) {
    request.request().pause();
    request
        .vertx()
        .executeBlocking(() -> caller(request.request()), false)
        .onComplete(caller -> request.request().resume())
        .onSuccess(caller -> admit(request, caller))
        .onFailure(unknown -> reject(request, unknown));
  }

  // Else only the handlers of Vert.x for its own kinds of authentication may name the user.
  @SuppressWarnings("deprecation")
  private void admit(RoutingContext request, Caller caller) {
    try {
      rate.take(RequestRate.caller(caller));
    } catch (HttpRefusal refusal) {
      refuse(request, refusal.problem());
      return;
    }
    request.setUser(AuthenticatedUser.of(caller));
    request.next();
  }

  private void reject(RoutingContext request, Throwable unknown) {
    try {
      rate.take(RequestRate.sender(request.request()));
      refuse(request, FailureProblem.of(unknown));
    } catch (HttpRefusal refusal) {
      refuse(request, refusal.problem());
    }
  }

  private Caller caller(HttpServerRequest request) {
    String header = String.valueOf(request.getHeader("Authorization"));
    try {
      return Optional.of(header)
          .filter(shown -> shown.startsWith(BEARER))
          .flatMap(shown -> authentication.of(shown.substring(BEARER.length())))
          .orElseThrow(
              () ->
                  new HttpRefusal(
                      401,
                      "Token missing or wrong. Send 'Authorization: Bearer' with a token of the token file, or with the one from "
                          + tokenFile
                          + "."));
    } catch (AuthenticationFailed failed) {
      throw new HttpRefusal(401, String.valueOf(failed.getMessage()));
    }
  }

  /** Without anything that the sender says, and not for ever. */
  private void tellOf(RoutingContext request) {
    String sender = Sender.of(request.request());
    if (!strangers.areTooMany(sender)) {
      LOG.warn("A request from {} proved nobody's name, and was refused.", sender);
      strangers.add(sender);
    }
  }

  /** Under the name localhost, it would hold for all other programs of the machine as well. */
  private static void requireTlsFromNowOn(RoutingContext request) {
    if (request.request().isSSL() && !request.request().authority().host().equals("localhost")) {
      request.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /** A browser names the site whose page sends a request; programs send neither header. */
  private static void requireThisSite(HttpServerRequest request) {
    if (SAFE.contains(request.method())) {
      return;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    @Nullable String origin = request.getHeader("Origin");
    if ((site != null && !site.equals("same-origin") && !site.equals("none"))
        || (origin != null && !origin.endsWith("://" + request.authority()))) {
      throw new HttpRefusal(403, "A page of another site sent this request; nothing was changed.");
    }
  }

  /** Answers with a problem, and reads nothing more of the request. */
  public static void refuse(RoutingContext request, Problem problem) {
    if (problem.status() == 429) {
      request.response().putHeader("Retry-After", "1");
    }
    if (problem.status() == 401) {
      request.response().putHeader("WWW-Authenticate", "Bearer");
    }
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.CONTENT_TYPE)
        .end(Json.line(problem) + "\n");
  }

  /** Refuses whatever comes from now on. */
  void close() {
    isClosing = true;
  }
}
