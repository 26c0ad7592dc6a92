package org.fleetreboot.app.route;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The top level of a YAML route file. Camel silently ignores unknown elements there: a file without
 * a hyphen before {@code route:} would be a file without routes.
 */
public final class YamlTopLevel {
  /** According to the schema of Camel's YAML DSL. */
  static final Set<String> ELEMENTS =
      Set.of(
          "beans",
          "dataFormats",
          "errorHandler",
          "from",
          "intercept",
          "interceptFrom",
          "interceptSendToEndpoint",
          "onCompletion",
          "onException",
          "rest",
          "restConfiguration",
          "route",
          "routeConfiguration",
          "routeTemplate",
          "templatedRoute");

  /** Kubernetes resources, whose routes Camel reads. */
  private static final Set<String> RESOURCES = Set.of("Integration", "KameletBinding", "Pipe");

  /** What Camel would silently ignore. */
  record Stray(int line, int column, String text) {}

  private YamlTopLevel() {}

  /** The first ignored element. */
  static Optional<Stray> stray(Path file, Node root) {
    if (file.toString().endsWith(".kamelet.yaml")) {
      return Optional.empty(); // Camel reads it in another way, and reports its mistakes.
    }
    if (root instanceof SequenceNode list) {
      return list.getValue().stream().flatMap(element -> element(element).stream()).findFirst();
    }
    if (root instanceof MappingNode mapping && RESOURCES.contains(text(mapping, "kind"))) {
      return Optional.empty();
    }
    String key = root instanceof MappingNode mapping ? firstKey(mapping) : null;
    return Optional.of(
        key != null && isElement(key)
            ? stray(root, "'%s' must be an element of a list; write '- %s'".formatted(key, key))
            : stray(root, "expected a list of routes; write '- route:' before each"));
  }

  private static Optional<Stray> element(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      return Optional.of(stray(node, "expected a route; write '- route:' before it"));
    }
    List<String> keys =
        mapping.getValue().stream().map(NodeTuple::getKeyNode).map(YamlTopLevel::text).toList();
    for (NodeTuple entry : mapping.getValue()) {
      String key = text(entry.getKeyNode());
      if (!isElement(key)) {
        return Optional.of(
            stray(
                entry.getKeyNode(),
                "'%s' is in no route, so Camel would ignore it; move it into the steps of a route, or correct its name"
                    .formatted(key)));
      }
    }
    return keys.size() == 1
        ? Optional.empty()
        : Optional.of(
            stray(
                node,
                "a list element must have one key, but this one has %d (%s); write a hyphen before each"
                    .formatted(keys.size(), keys.stream().collect(Collectors.joining(", ")))));
  }

  private static boolean isElement(String key) {
    return ELEMENTS.contains(StringHelper.dashToCamelCase(key));
  }

  private static @Nullable String firstKey(MappingNode mapping) {
    return mapping.getValue().isEmpty() ? null : text(mapping.getValue().get(0).getKeyNode());
  }

  private static String text(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .filter(entry -> key.equals(text(entry.getKeyNode())))
        .map(entry -> text(entry.getValueNode()))
        .findFirst()
        .orElse("");
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static Stray stray(Node at, String text) {
    Optional<Mark> mark = at.getStartMark();
    return new Stray(
        mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, text);
  }
}
