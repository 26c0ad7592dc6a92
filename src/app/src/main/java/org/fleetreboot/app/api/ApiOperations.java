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
import org.fleetreboot.app.identity.Role;

/** Operations in Camel's REST DSL, each with its description and with the route that answers it. */
public final class ApiOperations {
  static final String ROOT = "/api";
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String JSON = "application/json";

  private final RouteBuilder routes;
  private final RestDefinition rest;
  private final RefusedOrders refusals;

  /**
   * @param tag the heading of these operations in the description
   * @param refusals records what people may not order
   */
  ApiOperations(RouteBuilder routes, String tag, RefusedOrders refusals) {
    this.routes = routes;
    this.refusals = refusals;
    this.rest = rest(routes, tag);
  }

  /** A REST service of the program itself. */
  static RestDefinition rest(RouteBuilder routes, String tag) {
    RestDefinition rest = new OwnRest().path(ROOT).tag(tag);
    routes.getRestCollection().getRests().add(rest);
    return rest;
  }

  /** Reads something, which every role may. */
  Operation get(String path, String id, String description) {
    return new Operation(rest.get(path), path, id, Role.VIEWER, description, false);
  }

  /**
   * Changes something.
   *
   * @param role whoever asks must have it
   */
  Operation post(String path, String id, Role role, String description) {
    return new Operation(rest.post(path).consumes(JSON), path, id, role, description, true);
  }

  /**
   * Takes something back.
   *
   * @param role whoever asks must have it
   */
  Operation delete(String path, String id, Role role, String description) {
    return new Operation(rest.delete(path).consumes(JSON), path, id, role, description, true);
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
    private final Role role;
    private final boolean isOrder;

    private Operation(
        RestDefinition verb,
        String path,
        String id,
        Role role,
        String description,
        boolean isOrder) {
      this.isOrder = isOrder;
      this.path = path;
      this.id = id;
      this.role = role;
      verb.id(id).description(description + " Needs the role " + role.word() + ".").produces(JSON);
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
          .process(
              new ApiProcessor(
                  ROOT + path,
                  role,
                  isOrder ? (asked, failure) -> refused(asked, failure) : (asked, failure) -> {},
                  operation));
    }

    /** The first word of the id is the order: {@code pauseRun} orders to pause. */
    private void refused(ApiRequest asked, Throwable failure) {
      refusals.record(
          new RefusedOrders.Order(
              asked.caller().requester().onBehalfOf(asked.said("by")),
              id.replaceAll("[A-Z].*", ""),
              asked.parameters().get("run"),
              asked.said("step"),
              asked.parameters().get("device")),
          failure);
    }

    private void response(String code, String meaning, Class<?> form) {
      ResponseMessageDefinition response = rest.responseMessage().code(code).message(meaning);
      // With the class, Camel takes a name by which it does not find nested classes again.
      response.setResponseModel(form.getName());
      response.endResponseMessage();
    }
  }
}
