package org.fleetreboot.app.api;

import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.http.Problem;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.RunIdTaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests for one operation, in JSON. Thread-safe if the operation is. */
final class ApiProcessor implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ApiProcessor.class);

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
    } catch (HttpRefusal refusal) {
      refuse(exchange.getMessage(), refusal.problem());
    } catch (RuntimeException thrown) {
      refuse(exchange.getMessage(), problem(thrown));
    } catch (Error bug) {
      // Camel would wait for the answer for ever.
      LOG.error("A request to the API failed.", bug);
      refuse(exchange.getMessage(), Problem.of(500, "A bug: the program's log has the details."));
    }
  }

  private static Problem problem(RuntimeException thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    String sentence = Explanation.of(thrown).sentence();
    if (cause instanceof NoSuchRun) {
      return Problem.of(404, sentence);
    }
    if (cause instanceof ControlRefused || cause instanceof RunIdTaken) {
      return Problem.of(409, sentence);
    }
    if (cause instanceof ProgramFailure || cause instanceof IllegalArgumentException) {
      return Problem.of(400, sentence);
    }
    LOG.error("A request to the API failed.", thrown);
    return Problem.of(500, sentence);
  }

  private static void refuse(Message message, Problem problem) {
    say(message, problem.status(), Problem.CONTENT_TYPE, problem);
  }

  private static void say(Message message, int status, String type, Object body) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, type);
    message.setBody(Json.line(body) + "\n");
  }
}
