package org.fleetreboot.app.api;

import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.fleetreboot.app.http.FailureProblem;
import org.fleetreboot.app.http.Problem;
import org.fleetreboot.app.report.Json;

/** Answers the requests for one operation, in JSON. Thread-safe if the operation is. */
final class ApiProcessor implements Processor {
  private final String path;
  private final Function<ApiRequest, ApiResponse> operation;

  /**
   * @param path as in the REST DSL, such as {@code /api/runs/{run}}
   */
  ApiProcessor(String path, Function<ApiRequest, ApiResponse> operation) {
    this.path = path;
    this.operation = operation;
  }

  @Override
  public void process(Exchange exchange) {
    try {
      ApiResponse answer = operation.apply(ApiRequest.of(exchange.getMessage(), path));
      say(exchange.getMessage(), answer.status(), "application/json", answer.body());
    } catch (RuntimeException | Error thrown) {
      // Not thrown: Camel would wait for the answer to an error for ever.
      Problem problem = FailureProblem.of(thrown);
      say(exchange.getMessage(), problem.status(), Problem.CONTENT_TYPE, problem);
    }
  }

  private static void say(Message message, int status, String type, Object body) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, type);
    message.setBody(Json.line(body) + "\n");
  }
}
