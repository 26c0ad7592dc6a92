package org.fleetreboot.app.api;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.ResponseMessageDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.fleetreboot.app.http.Problem;

/** Operations in Camel's REST DSL, each with its description and with the route that answers it. */
public final class ApiOperations {
  static final String ROOT = "/api";
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String JSON = "application/json";

  private final RouteBuilder routes;
  private final RestDefinition rest;

  /**
   * @param tag the heading of these operations in the description
   */
  ApiOperations(RouteBuilder routes, String tag) {
    this.routes = routes;
    this.rest = rest(routes, tag);
  }

  /** A REST service of the program itself. */
  static RestDefinition rest(RouteBuilder routes, String tag) {
    RestDefinition rest = new OwnRest().path(ROOT).tag(tag);
    routes.getRestCollection().getRests().add(rest);
    return rest;
  }

  /** Reads something. */
  Operation get(String path, String id, String description) {
    return new Operation(rest.get(path), path, id, description);
  }

  /** Changes something. */
  Operation post(String path, String id, String description) {
    return new Operation(rest.post(path).consumes(JSON), path, id, description);
  }

  /** Takes something back. */
  Operation delete(String path, String id, String description) {
    return new Operation(rest.delete(path).consumes(JSON), path, id, description);
  }

  /** Whether the route is the beginning of an operation, and not a trigger of a user. */
  public static boolean begins(RouteDefinition route) {
    return route.getRestDefinition() instanceof OwnRest;
  }

  /** Tells the operations of the program from the REST services of its users. */
  private static final class OwnRest extends RestDefinition {}

  /** An operation that is being described. */
  final class Operation {
    private final String path;
    private final String id;

    private Operation(RestDefinition verb, String path, String id, String description) {
      this.path = path;
      this.id = id;
      verb.id(id).description(description).produces(JSON);
      Matcher parameters = PATH_PARAMETER.matcher(path);
      while (parameters.find()) {
        String name = parameters.group(1);
        verb.param()
            .name(name)
            .type(RestParamType.path)
            .dataType("string")
            .required(true)
            .description("The id of the " + name + ".")
            .endParam();
      }
    }

    /** May be given behind the question mark. */
    Operation query(String name, String type, String description) {
      rest.param()
          .name(name)
          .type(RestParamType.query)
          .dataType(type)
          .required(false)
          .description(description)
          .endParam();
      return this;
    }

    /** May be given as a header. */
    Operation header(String name, String description) {
      rest.param()
          .name(name)
          .type(RestParamType.header)
          .dataType("string")
          .required(false)
          .description(description)
          .endParam();
      return this;
    }

    /** The fields that its body may have. */
    Operation body(Class<? extends Record> fields) {
      rest.type(fields);
      return this;
    }

    /** What answers it, in which form. */
    void answers(Class<?> form, Function<ApiRequest, ApiResponse> operation) {
      rest.outType(form);
      response("200", "Done", form);
      response("default", "Refused; detail says what to do", Problem.class);
      rest.to("direct:api-" + id);
      routes
          .from("direct:api-" + id)
          .routeId("api-" + id)
          .process(new ApiProcessor(ROOT + path, operation));
    }

    private void response(String code, String meaning, Class<?> form) {
      ResponseMessageDefinition response = rest.responseMessage().code(code).message(meaning);
      // With the class, Camel takes a name by which it does not find nested classes again.
      response.setResponseModel(form.getName());
      response.endResponseMessage();
    }
  }
}
