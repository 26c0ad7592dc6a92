package org.fleetreboot.app.page;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.fleetreboot.app.http.FailureProblem;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.http.Problem;
import org.fleetreboot.app.http.Session;
import org.fleetreboot.app.http.Sessions;
import org.fleetreboot.app.http.SignIn;
import org.fleetreboot.app.identity.Role;
import org.jspecify.annotations.Nullable;

/** Answers the requests for a page: whoever has not signed in is shown where to do so. */
final class PageProcessor implements Processor {
  /** Nothing runs in a page, and nothing is loaded into it, but what this program serves. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final Sessions sessions;
  private final boolean open;
  private final Function<Visit, Answer> page;

  /**
   * @param open whether it is shown to people who have not signed in
   */
  PageProcessor(Sessions sessions, boolean open, Function<Visit, Answer> page) {
    this.sessions = sessions;
    this.open = open;
    this.page = page;
  }

  @Override
  public void process(Exchange exchange) {
    HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
    Optional<Session> session = sessions.of(request);
    Visit visit =
        new Visit(
            request,
            exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class),
            session.orElse(null));
    say(exchange.getMessage(), answer(visit, session));
  }

  private Answer answer(Visit visit, Optional<Session> session) {
    if (!open && session.isEmpty()) {
      return visit.isRefresh()
          ? new Answer(401, "text/plain", "", java.util.Map.of("HX-Redirect", SignIn.PATH))
          : Answer.seeOther(SignIn.PATH);
    }
    try {
      if (visit.request().method().name().equals("POST") && session.isPresent()) {
        requireOurForm(visit);
      }
      if (!open) {
        visit.session().caller().require(Role.VIEWER);
      }
      return page.apply(visit);
    } catch (RuntimeException | Error thrown) {
      return refused(session.orElse(null), FailureProblem.of(thrown));
    }
  }

  private static void requireOurForm(Visit visit) {
    if (!visit.field("form").equals(Optional.of(visit.session().formToken()))) {
      throw new HttpRefusal(
          403, "This form is not from a page of this session; nothing was changed. Open it again.");
    }
  }

  private static Answer refused(@Nullable Session session, Problem problem) {
    return Answer.page(
        problem.status(),
        Html.of(
            "refused",
            Frame.plain(problem.title(), session),
            java.util.Map.of("problem", problem)));
  }

  private static void say(Message message, Answer answer) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    message.setHeader(Exchange.CONTENT_TYPE, answer.type());
    message.setHeader("Content-Security-Policy", POLICY);
    // With none, browsers do not say either which site a form comes from.
    message.setHeader("Referrer-Policy", "same-origin");
    answer.headers().forEach(message::setHeader);
    message.setBody(answer.body());
  }
}
