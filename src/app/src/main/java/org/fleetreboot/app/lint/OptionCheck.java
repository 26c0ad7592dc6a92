package org.fleetreboot.app.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.model.ToDefinition;
import org.fleetreboot.reboot.graph.EndpointAddress;
import org.fleetreboot.reboot.step.RebootEndpoint;
import org.fleetreboot.workflow.run.StepKind;

/** Finds options of a step that have no effect. */
final class OptionCheck {
  /** For options that only some kinds of steps have: which kinds, according to the catalog. */
  private final Map<String, Set<String>> kinds;

  private final List<WrittenRoute> routes;

  /**
   * @param routes all routes, by the time a step is checked
   */
  OptionCheck(CamelContext context, List<WrittenRoute> routes) {
    this.kinds = kinds(context);
    this.routes = routes;
  }

  /** A check that answers "not now" about a device makes it wait, even if it is not offline. */
  private boolean areDevicesChecked() {
    return routes.stream()
        .flatMap(route -> route.nodes().stream())
        .filter(WrittenRoute::isFixedTo)
        .map(node -> WrittenRoute.uri((ToDefinition) node))
        .filter(uri -> EndpointAddress.of(uri).toString().equals("reboot-device:invoke"))
        .anyMatch(uri -> WrittenRoute.options(uri).containsKey("check"));
  }

  private static Map<String, Set<String>> kinds(CamelContext context) {
    JsonNode options;
    try {
      options =
          new ObjectMapper()
              .readTree(((CatalogCamelContext) context).getComponentParameterJsonSchema("reboot"))
              .get("properties");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> all = new TreeSet<>();
    options.get("kind").get("enum").forEach(kind -> all.add(kind.textValue()));
    Map<String, Set<String>> kinds = new LinkedHashMap<>();
    options
        .properties()
        .forEach(
            option -> {
              Set<String> own =
                  Arrays.stream(option.getValue().get("label").textValue().split(","))
                      .filter(all::contains)
                      .collect(Collectors.toCollection(TreeSet::new));
              if (!own.isEmpty()) {
                kinds.put(option.getKey(), own);
              }
            });
    return kinds;
  }

  /**
   * The findings for a step.
   *
   * @param endpoint the step without the invalid options
   * @param leftOut the invalid options
   */
  List<Finding> of(
      WrittenRoute route, ToDefinition to, RebootEndpoint endpoint, Set<String> leftOut) {
    Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    named.addAll(WrittenRoute.options(endpoint.getEndpointUri()).keySet());
    String kind = endpoint.getConfiguration().getKind();
    List<UnusedOption> idle = new ArrayList<>();
    kinds.forEach(
        (option, own) -> {
          if (named.contains(option) && !own.contains(kind)) {
            idle.add(
                new UnusedOption(
                    option,
                    Set.of(),
                    "it is for %s; omit it"
                        .formatted(
                            own.stream()
                                .map("reboot:"::concat)
                                .collect(Collectors.joining(" and ")))));
          }
        });
    if (endpoint.kind() == StepKind.GROUP) {
      idle.addAll(
          UnusedOptions.of(endpoint.getConfiguration(), named::contains, areDevicesChecked()));
    }
    String step = Objects.requireNonNullElse(to.getId(), endpoint.getConfiguration().getName());
    return idle.stream()
        .filter(option -> !option.isWithout(leftOut))
        .map(option -> route.finding(to, step + ": " + option.sentence()))
        .toList();
  }
}
