package org.fleetreboot.reboot.graph;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.ExpressionClause;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** The endpoints that a node calls, as the route names them, with placeholders resolved. */
final class NodeEndpoints {
  private static final Pattern SLASHES = Pattern.compile("^([a-z-]+)://");

  private final ModelCamelContext context;

  NodeEndpoints(ModelCamelContext context) {
    this.context = context;
  }

  /** Addresses as one writes them, {@code scheme:path?options}. */
  List<String> of(ProcessorDefinition<?> node) {
    return written(node).stream().map(uri -> resolved(node, uri.strip())).toList();
  }

  private List<String> written(ProcessorDefinition<?> node) {
    if (node instanceof ToDynamicDefinition dynamic) {
      return listed(dynamic.getUri());
    }
    if (node instanceof EndpointRequiredDefinition to) {
      return listed(to.getEndpointUri());
    }
    if (node instanceof KameletDefinition kamelet) {
      return listed("kamelet:" + kamelet.getName());
    }
    if (node instanceof SagaDefinition saga) {
      return Stream.of("compensation", "completion")
          .flatMap(end -> listed(end(saga, end)).stream())
          .toList();
    }
    return node instanceof ExpressionNode computed ? expressed(computed) : List.of();
  }

  /** By name, because its type differs: a definition in Camel 4.18, its address in 4.22. */
  private @Nullable String end(SagaDefinition saga, String property) {
    Object end =
        PluginHelper.getBeanIntrospection(context).getOrElseProperty(saga, property, null, false);
    return end instanceof EndpointRequiredDefinition to ? to.getEndpointUri() : (String) end;
  }

  private static List<String> expressed(ExpressionNode node) {
    ExpressionDefinition written = node.getExpression();
    if (written != null
        && written.getExpressionValue() instanceof ExpressionClause<?> clause
        && clause.getExpressionType() instanceof ExpressionDefinition said) {
      written = said; // A route in Java, before Camel has built the expression.
    }
    String text = written == null ? null : written.getExpression();
    if (text == null) {
      return List.of();
    }
    if (node instanceof RecipientListDefinition<?> list) {
      return split(text, list.getDelimiter());
    }
    if (node instanceof RoutingSlipDefinition<?> slip) {
      return split(text, slip.getUriDelimiter());
    }
    return node instanceof EnrichDefinition
            || node instanceof PollEnrichDefinition
            || node instanceof DynamicRouterDefinition<?>
        ? List.of(text)
        : List.of();
  }

  private static List<String> split(String text, @Nullable String delimiter) {
    return List.of(text.split(Pattern.quote(delimiter == null ? "," : delimiter)));
  }

  private static List<String> listed(@Nullable String uri) {
    return uri == null ? List.of() : List.of(uri);
  }

  /**
   * The address as one writes it, {@code scheme:path?options}, with the parameters of the template
   * that its route is made of, and with the settings.
   */
  String resolved(ProcessorDefinition<?> node, String uri) {
    return SLASHES.matcher(withValues(node, uri)).replaceFirst("$1:");
  }

  private String withValues(ProcessorDefinition<?> node, String uri) {
    if (!uri.contains("{{")) {
      return uri;
    }
    RouteDefinition route = ProcessorDefinitionHelper.getRoute(node);
    String given = route == null ? uri : with(route.getTemplateParameters(), uri);
    try {
      return context.resolvePropertyPlaceholders(given);
    } catch (IllegalArgumentException e) {
      // A parameter of a template without routes, or a setting that is missing.
      return given;
    }
  }

  /** Not by Camel, which would apply the parameters to everything else resolved meanwhile. */
  private static String with(@Nullable Map<String, Object> parameters, String uri) {
    String given = uri;
    if (parameters != null) {
      for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
        given =
            given.replaceAll(
                "\\{\\{\\??" + Pattern.quote(parameter.getKey()) + "(?::[^{}]*)?}}",
                Matcher.quoteReplacement(String.valueOf(parameter.getValue())));
      }
    }
    return given;
  }
}
