package org.fleetreboot.app.page;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.http.Sender;
import org.fleetreboot.app.http.SignIn;
import org.fleetreboot.app.http.StateCookie;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.app.identity.AuthenticationFailed;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.oidc.CodeFlow;

/** Signs people in and out. */
final class SignInPages {
  /** Where the issuer sends a browser in the end. */
  static final String BACK = SignIn.PATH + "/issuer/back";

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
      return begun(visit, server.signIn().byCode(code.get(), Sender.of(visit.request())));
    } catch (HttpRefusal refusal) {
      return form(refusal.problem().status(), refusal.problem().detail());
    }
  }

  Answer accept(Visit visit) {
    try {
      return begun(
          visit,
          server.signIn().byToken(visit.field("token").orElse(""), Sender.of(visit.request())));
    } catch (HttpRefusal refusal) {
      return form(refusal.problem().status(), refusal.problem().detail());
    }
  }

  /** Sends the browser to the issuer, which signs people in. */
  Answer leave(Visit visit) {
    try {
      CodeFlow.Start start = codeFlow().begin(back(), Sender.of(visit.request()));
      return Answer.seeOther(start.address().toString())
          .with("Set-Cookie", StateCookie.keep(visit.request(), start.state()));
    } catch (AuthenticationFailed failed) {
      return form(503, String.valueOf(failed.getMessage()));
    }
  }

  /** Takes what the issuer had the browser bring back. */
  Answer comeBack(Visit visit) {
    String state = String.valueOf(visit.request().getParam("state"));
    String code = visit.request().getParam("code");
    try {
      if (code == null) {
        throw new HttpRefusal(401, "The issuer has signed nobody in: begin again.");
      }
      if (!StateCookie.isKept(visit.request(), state)) {
        throw new HttpRefusal(401, "This sign-in began in another browser: begin again.");
      }
      CodeFlow flow = codeFlow();
      return begun(
          visit, server.signIn().byIssuer(() -> flow.end(state, code), Sender.of(visit.request())));
    } catch (HttpRefusal refusal) {
      return form(refusal.problem().status(), refusal.problem().detail());
    }
  }

  private CodeFlow codeFlow() {
    return server
        .codeFlow()
        .orElseThrow(() -> new HttpRefusal(404, "No issuer signs people in here."));
  }

  /** As the issuer knows it. */
  private URI back() {
    return URI.create(server.publicUrl() + BACK);
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
            Map.of(
                "refusal",
                refusal,
                "file",
                server.signIn().tokenFile(),
                "hasIssuer",
                server.codeFlow().isPresent())));
  }
}
