package org.fleetreboot.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.openapi.BeanConfig;
import org.apache.camel.openapi.DefaultRestApiResponseAdapter;
import org.apache.camel.openapi.RestOpenApiSupport;
import org.fleetreboot.app.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document of all REST services in Camel, made when somebody first asks for it, because
 * it takes longer to make than many programs take to start. Thread-safe.
 */
final class ApiDescription implements Processor {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String JSON = "application/json";

  /** What Camel adds to each type, and nobody outside of the program needs. */
  private static final String JAVA_CLASS = "x-className";

  private static final Map<String, Object> ABOUT =
      Map.of(
          "openapi.version", "3.0.3",
          "base.path", "/",
          "api.title", "fleet-reboot",
          "api.version", "1",
          "api.description", "Reboots of the devices of Azure IoT Hub.");

  private byte @Nullable [] made;

  @Override
  public void process(Exchange exchange) throws Exception {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JSON);
    exchange.getMessage().setBody(made(exchange.getContext()));
  }

  private synchronized byte[] made(CamelContext camel) throws Exception {
    byte[] document = made;
    if (document == null) {
      document = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(mended(read(camel)));
      made = document;
    }
    return document;
  }

  private static ObjectNode read(CamelContext camel) throws Exception {
    Written written = new Written();
    RestOpenApiSupport support = new RestOpenApiSupport();
    BeanConfig about = new BeanConfig();
    support.initOpenApi(about, ABOUT);
    support.renderResourceListing(
        camel, written, about, true, camel.getClassResolver(), camel.getRestConfiguration(), null);
    return (ObjectNode) MAPPER.readTree(written.document);
  }

  /** Says what Camel has no words for. */
  private static ObjectNode mended(ObjectNode document) {
    // Whoever has read it knows the address.
    document.remove("servers");
    document.findParents(JAVA_CLASS).forEach(type -> ((ObjectNode) type).remove(JAVA_CLASS));
    document.findParents("additionalProperties").forEach(ApiDescription::allowAnyValue);
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        refuseInProblems(operation.path("responses").path("default").path("content"));
      }
    }
    describeLiveEvents(document.withObjectProperty("paths"));
    ObjectNode scheme =
        document.withObjectProperty("components").withObjectProperty("securitySchemes");
    scheme.withObjectProperty("token").put("type", "http").put("scheme", "bearer");
    document.withArrayProperty("security").addObject().putArray("token");
    return document;
  }

  /** The answer has no end, which the REST DSL cannot say. */
  private static void describeLiveEvents(ObjectNode paths) {
    ObjectNode get = paths.withObjectProperty(LiveEvents.PATH).withObjectProperty("get");
    get.put("operationId", "followEvents");
    get.put(
        "summary",
        "What happens from now on, or from Last-Event-ID on, until you hang up. Needs the role viewer.");
    get.putArray("tags").add("Events");
    parameter(get, "run", "query", "Only the events of this run.");
    parameter(get, "device", "query", "Only the events of this device.");
    parameter(get, "after", "query", "The id of an earlier event, as Last-Event-ID.");
    parameter(get, "Last-Event-ID", "header", "The id of the last event that was read.");
    ObjectNode responses = get.withObjectProperty("responses");
    answer(responses, "200", "Server-sent events", "text/event-stream").put("type", "string");
    answer(responses, "default", "Refused; detail says what to do", Problem.CONTENT_TYPE)
        .put("$ref", "#/components/schemas/Problem");
  }

  private static void parameter(ObjectNode operation, String name, String in, String meaning) {
    ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
    parameter.put("name", name).put("in", in).put("required", false).put("description", meaning);
    parameter.withObjectProperty("schema").put("type", "string");
  }

  private static ObjectNode answer(
      ObjectNode responses, String status, String meaning, String type) {
    ObjectNode response = responses.withObjectProperty(status).put("description", meaning);
    ObjectNode content = response.withObjectProperty("content");
    return content.withObjectProperty(type).withObjectProperty("schema");
  }

  /** What is an Object in Java may be text or a number in JSON. */
  private static void allowAnyValue(JsonNode map) {
    if (map.path("additionalProperties").equals(MAPPER.createObjectNode().put("type", "object"))) {
      ((ObjectNode) map).put("additionalProperties", true);
    }
  }

  /** The REST DSL knows one media type for all answers of an operation. */
  private static void refuseInProblems(JsonNode content) {
    JsonNode schema = content.path(JSON);
    if (content instanceof ObjectNode types && schema.isObject()) {
      types.remove(JSON);
      types.set(Problem.CONTENT_TYPE, schema);
    }
  }

  /** Takes the document from Camel. */
  private static final class Written extends DefaultRestApiResponseAdapter {
    private byte[] document = new byte[0];

    @Override
    public void writeBytes(byte[] bytes) {
      document = bytes;
    }
  }
}
