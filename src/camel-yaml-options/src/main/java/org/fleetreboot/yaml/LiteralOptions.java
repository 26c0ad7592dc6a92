package org.fleetreboot.yaml;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds our endpoints in a file, and takes their text options out of the URIs to be. */
final class LiteralOptions {
  private static final Set<String> SCHEMES =
      Set.of("iothub", "reboot", "reboot-device", "reboot-events", "reboot-run");

  /** Options that hold an endpoint, which may have options in turn. */
  private static final Set<String> ENDPOINTS =
      Set.of("before", "check", "targetsVia", "twinVia", "via");

  private static final Set<String> SENDS =
      Set.of("from", "to", "toD", "tod", "to-d", "wireTap", "wire-tap", "poll");

  private static final Set<String> EVALUATED = Set.of("toD", "tod", "to-d", "wireTap", "wire-tap");

  private final CamelContext context;
  private final KeptTexts texts;

  LiteralOptions(CamelContext context, KeptTexts texts) {
    this.context = context;
    this.texts = texts;
  }

  /** Changes what is below the node. */
  void keep(Node node) {
    keep(node, "");
  }

  private void keep(Node node, String name) {
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(each -> keep(each, name));
    } else if (node instanceof MappingNode mapping) {
      String scheme = scheme(text(value(mapping, "uri")));
      List<NodeTuple> tuples = new ArrayList<>();
      for (NodeTuple tuple : mapping.getValue()) {
        tuples.add(
            new NodeTuple(tuple.getKeyNode(), kept(tuple, scheme, EVALUATED.contains(name))));
      }
      mapping.setValue(tuples);
    }
  }

  private Node kept(NodeTuple tuple, @Nullable String scheme, boolean evaluated) {
    String key = String.valueOf(text(tuple.getKeyNode()));
    Node value = tuple.getValueNode();
    if (scheme != null && key.equals("uri")) {
      return withText(value, address(String.valueOf(text(value)), evaluated));
    }
    if (scheme != null && key.equals("parameters") && value instanceof MappingNode parameters) {
      keepParameters(parameters, scheme, evaluated);
    } else if (SENDS.contains(key) && value instanceof ScalarNode address) {
      return withText(value, address(address.getValue(), EVALUATED.contains(key)));
    } else {
      keep(value, key);
    }
    return value;
  }

  private void keepParameters(MappingNode parameters, String scheme, boolean evaluated) {
    List<NodeTuple> tuples = new ArrayList<>();
    for (NodeTuple tuple : parameters.getValue()) {
      String option = text(tuple.getKeyNode());
      Node value = tuple.getValueNode();
      if (option != null && value instanceof ScalarNode written) {
        value = withText(value, kept(scheme, option, written.getValue(), evaluated));
      }
      tuples.add(new NodeTuple(tuple.getKeyNode(), value));
    }
    parameters.setValue(tuples);
  }

  /** An endpoint's address with references for its text options; any other as it is. */
  private String address(String uri, boolean evaluated) {
    String scheme = scheme(uri);
    int query = uri.indexOf('?');
    if (scheme == null || query < 0 || (evaluated && uri.indexOf("${", query) >= 0)) {
      return uri;
    }
    StringJoiner options =
        new StringJoiner("&", uri.substring(0, query + 1), "").setEmptyValue(uri);
    for (Map.Entry<String, Object> option : written(uri.substring(query + 1)).entrySet()) {
      if (!(option.getValue() instanceof String value) || Placeholders.areIn(option.getKey())) {
        return uri;
      }
      options.add(option.getKey() + "=" + kept(scheme, option.getKey(), unwrapped(value), false));
    }
    return options.toString();
  }

  private static Map<String, Object> written(String query) {
    try {
      return URISupport.parseQuery(query, true);
    } catch (URISyntaxException e) {
      return Map.of(); // Camel says what is wrong with it.
    }
  }

  /** In a URI, RAW(…) and RAW{…} say where a value with an ampersand ends. */
  private static String unwrapped(String value) {
    boolean wrapped =
        (value.startsWith("RAW(") && value.endsWith(")"))
            || (value.startsWith("RAW{") && value.endsWith("}"));
    return wrapped ? value.substring("RAW(".length(), value.length() - 1) : value;
  }

  private String kept(String scheme, String option, String written, boolean evaluated) {
    // What a message is asked for is put into the URI later, by Camel.
    if (!isText(scheme, option) || (evaluated && written.contains("${"))) {
      return written;
    }
    String text = ENDPOINTS.contains(option) ? address(written, false) : written;
    return Placeholders.areIn(text)
        ? LiteralFunction.call(text, texts)
        : texts.reference(Placeholders.replace(text, inner -> inner));
  }

  private boolean isText(String scheme, String option) {
    return PluginHelper.getConfigurerResolver(context)
                .resolvePropertyConfigurer(scheme + "-endpoint-configurer", context)
            instanceof PropertyConfigurerGetter options
        && options.getOptionType(option, true) == String.class;
  }

  private static @Nullable String scheme(@Nullable String uri) {
    if (uri == null) {
      return null;
    }
    int end = uri.indexOf(':');
    String scheme = end < 0 ? uri : uri.substring(0, end);
    return SCHEMES.contains(scheme) ? scheme : null;
  }

  private static @Nullable Node value(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .filter(tuple -> key.equals(text(tuple.getKeyNode())))
        .map(NodeTuple::getValueNode)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  private static Node withText(Node node, String text) {
    return node instanceof ScalarNode scalar && !text.equals(scalar.getValue())
        ? new ScalarNode(
            scalar.getTag(),
            true,
            text,
            scalar.getScalarStyle(),
            scalar.getStartMark(),
            scalar.getEndMark())
        : node;
  }
}
