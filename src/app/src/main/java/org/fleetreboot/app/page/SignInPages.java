package org.fleetreboot.app.page;

import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.http.SignIn;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.app.identity.Caller;

/** Signs people in and out. */
final class SignInPages {
  private final WebServer server;

  SignInPages(WebServer server) {
    this.server = server;
  }

  /** Asks for the token, or takes the code of an address that works once. */
  Answer ask(Visit visit) {
    Optional<String> code = visit.query("code");
    if (code.isEmpty()) {
      return form(200, "");
    }
    try {
      return begun(visit, server.signIn().byCode(code.get()));
    } catch (HttpRefusal refusal) {
      return form(refusal.problem().status(), refusal.problem().detail());
    }
  }

  Answer accept(Visit visit) {
    try {
      return begun(visit, server.signIn().byToken(visit.field("token").orElse("")));
    } catch (HttpRefusal refusal) {
      return form(refusal.problem().status(), refusal.problem().detail());
    }
  }

  Answer end(Visit visit) {
    return Answer.seeOther(SignIn.PATH).with("Set-Cookie", server.sessions().end(visit.request()));
  }

  /**
   * A page that leads on by itself: after a redirection from an address in another site's page, a
   * browser would not send the cookie.
   */
  private Answer begun(Visit visit, Caller caller) {
    return Answer.page(Html.of("welcome", Frame.plain("Signed in", null), Map.of()))
        .with("Set-Cookie", server.sessions().begin(caller, visit.request()))
        .with("Refresh", "0; url=/");
  }

  private Answer form(int status, String refusal) {
    return Answer.page(
        status,
        Html.of(
            "sign-in",
            Frame.plain("Sign in", null),
            Map.of("refusal", refusal, "file", server.signIn().tokenFile())));
  }
}
