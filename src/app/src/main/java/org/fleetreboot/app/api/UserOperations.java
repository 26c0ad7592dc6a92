package org.fleetreboot.app.api;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.fleetreboot.app.http.AuthenticatedUser;
import org.fleetreboot.app.http.FailureProblem;
import org.fleetreboot.app.http.Problem;
import org.fleetreboot.app.identity.Caller;
import org.fleetreboot.app.identity.MissingRole;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.app.report.Json;

/**
 * Operations under {@code /api/} that routes of users serve: with GET every role may ask them, and
 * with any other method an operator, because nobody knows what they change. Thread-safe.
 */
final class UserOperations implements InterceptStrategy {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final RefusedOrders refusals;

  UserOperations(RefusedOrders refusals) {
    this.refusals = refusals;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext camel, NamedNode node, Processor target, Processor next) {
    RouteDefinition route = ProcessorDefinitionHelper.getRoute(node);
    return route != null && isOfUser(route) && isFirst(node, route) ? new Check(target) : target;
  }

  private static boolean isOfUser(RouteDefinition route) {
    String from = route.getInput().getEndpointUri();
    return !ApiOperations.begins(route)
        && (from.startsWith("rest:") || from.startsWith("platform-http:"));
  }

  private static boolean isFirst(NamedNode node, RouteDefinition route) {
    return route.getOutputs().stream()
        .filter(output -> !output.isAbstract())
        .findFirst()
        .filter(first -> first == node)
        .isPresent();
  }

  private final class Check extends DelegateAsyncProcessor {
    private Check(Processor first) {
      super(first);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      // The guard names the caller of what is under /api/ alone.
      if (exchange.getMessage().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER) == null
          || !isRefused(exchange)) {
        return super.process(exchange, callback);
      }
      callback.done(true);
      return true;
    }
  }

  private boolean isRefused(Exchange exchange) {
    Caller caller = AuthenticatedUser.caller(exchange.getMessage());
    String method = exchange.getMessage().getHeader(Exchange.HTTP_METHOD, String.class);
    try {
      caller.require(READING.contains(method) ? Role.VIEWER : Role.OPERATOR);
      return false;
    } catch (MissingRole missing) {
      String order = method.toLowerCase(Locale.ROOT);
      refusals.record(
          new RefusedOrders.Order(caller.requester(), order, null, null, null), missing);
      Problem problem = FailureProblem.of(missing);
      exchange.getMessage().removeHeaders("*");
      exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.CONTENT_TYPE);
      exchange.getMessage().setBody(Json.line(problem) + "\n");
      exchange.setRouteStop(true);
      return true;
    }
  }
}
