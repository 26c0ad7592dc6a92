package org.fleetreboot.app.api;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.fleetreboot.app.http.FailureProblem;
import org.fleetreboot.app.http.Problem;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.app.report.Json;

/** Answers the requests for one operation, in JSON. Thread-safe if the operation is. */
final class ApiProcessor implements Processor {
  private final String path;
  private final Role role;
  private final BiConsumer<ApiRequest, Throwable> refusals;
  private final Function<ApiRequest, ApiResponse> operation;

  /**
   * @param path as in the REST DSL, such as {@code /api/runs/{run}}
   * @param role whoever asks must have it
   * @param refusals is told of what fails
   */
  ApiProcessor(
      String path,
      Role role,
      BiConsumer<ApiRequest, Throwable> refusals,
      Function<ApiRequest, ApiResponse> operation) {
    this.refusals = refusals;
    this.path = path;
    this.role = role;
    this.operation = operation;
  }

  @Override
  public void process(Exchange exchange) {
    try {
      ApiResponse answer = answer(ApiRequest.of(exchange.getMessage(), path));
      say(exchange.getMessage(), answer.status(), "application/json", answer.body());
    } catch (RuntimeException | Error thrown) {
      // Not thrown: Camel would wait for the answer to an error for ever.
      Problem problem = FailureProblem.of(thrown);
      say(exchange.getMessage(), problem.status(), Problem.CONTENT_TYPE, problem);
    }
  }

  private ApiResponse answer(ApiRequest asked) {
    try {
      asked.caller().require(role);
      return operation.apply(asked);
    } catch (RuntimeException failure) {
      refusals.accept(asked, failure);
      throw failure;
    }
  }

  private static void say(Message message, int status, String type, Object body) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, type);
    message.setBody(Json.line(body) + "\n");
  }
}
