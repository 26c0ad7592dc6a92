package org.fleetreboot.reboot.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Language;

/**
 * Sets the body to a JSON document in which each text is an expression of Camel's simple language:
 * {@code {"summary": "${body[subject]}"}}. Whatever a value holds stays within its quotes.
 * Thread-safe once it is configured.
 */
public class JsonBody implements Processor {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonNode template = JsonNodeFactory.instance.objectNode();

  /**
   * The document.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  public void setTemplate(String json) {
    try {
      template = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The template of the body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    Language simple = exchange.getContext().resolveLanguage("simple");
    String body = JSON.writeValueAsString(filled(template, simple, exchange));
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
  }

  private static JsonNode filled(JsonNode node, Language simple, Exchange exchange) {
    if (node.isTextual()) {
      String text = simple.createExpression(node.textValue()).evaluate(exchange, String.class);
      return TextNode.valueOf(text == null ? "" : text);
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(field -> object.set(field.getKey(), filled(field.getValue(), simple, exchange)));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(filled(element, simple, exchange)));
      return array;
    }
    return node;
  }
}
