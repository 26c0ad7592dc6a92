package org.fleetreboot.yaml;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

/** Finds our endpoints in a file, and keeps their text options out of their future URIs. */
final class LiteralOptions {
  private static final Set<String> SCHEMES =
      Set.of("iothub", "reboot", "reboot-device", "reboot-events", "reboot-run");

  /** Options whose value is an endpoint, which may itself have options. */
  private static final Set<String> ENDPOINTS =
      Set.of("before", "check", "targetsVia", "twinVia", "via");

  private static final Set<String> SENDS =
      Set.of("from", "to", "toD", "tod", "to-d", "wireTap", "wire-tap", "poll");

  /** Nodes whose address is an expression. */
  private static final Set<String> COMPUTED =
      Set.of(
          "enrich",
          "pollEnrich",
          "poll-enrich",
          "recipientList",
          "recipient-list",
          "routingSlip",
          "routing-slip",
          "dynamicRouter",
          "dynamic-router");

  /** The keys of an expression whose text is an address, apart from its evaluated parts. */
  private static final Set<String> EXPRESSIONS = Set.of("constant", "expression", "simple");

  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9-]*:|\\{\\{");

  /** The elements of a template; Kamelets have their own files. */
  private static final Set<String> TEMPLATES = Set.of("routeTemplate", "route-template");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");

  private static final Set<String> EVALUATED = Set.of("toD", "tod", "to-d", "wireTap", "wire-tap");

  private final CamelContext context;
  private final KeptTexts texts;
  private final String file;
  private boolean inTemplate;

  /**
   * @param inTemplate whether the whole file is a template
   */
  LiteralOptions(CamelContext context, KeptTexts texts, String file, boolean inTemplate) {
    this.context = context;
    this.texts = texts;
    this.file = file;
    this.inTemplate = inTemplate;
  }

  /**
   * Changes everything below the node.
   *
   * @throws IllegalArgumentException with the place, if an address cannot carry its text
   */
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
      return withText(value, address(String.valueOf(text(value)), evaluated, value));
    }
    if (COMPUTED.contains(key)) {
      return computed(value, false);
    }
    if (scheme != null && key.equals("parameters") && value instanceof MappingNode parameters) {
      keepParameters(parameters, scheme, evaluated);
    } else if (SENDS.contains(key) && value instanceof ScalarNode address) {
      return withText(value, address(address.getValue(), EVALUATED.contains(key), value));
    } else {
      boolean outside = inTemplate;
      inTemplate |= TEMPLATES.contains(key);
      keep(value, key);
      inTemplate = outside;
    }
    return value;
  }

  /** Puts references into the addresses that an expression spells out. */
  private Node computed(Node node, boolean evaluated) {
    if (node instanceof ScalarNode written) {
      return withText(node, addresses(written.getValue(), evaluated, node));
    }
    if (node instanceof MappingNode mapping) {
      List<NodeTuple> tuples = new ArrayList<>();
      for (NodeTuple tuple : mapping.getValue()) {
        String language = String.valueOf(text(tuple.getKeyNode()));
        Node value = tuple.getValueNode();
        if (EXPRESSIONS.contains(language)) {
          value = computed(value, evaluated || language.equals("simple"));
        }
        tuples.add(new NodeTuple(tuple.getKeyNode(), value));
      }
      mapping.setValue(tuples);
    }
    return node;
  }

  /** One address, or a comma-separated list, in which no text may be split. */
  private String addresses(String list, boolean evaluated, Node at) {
    String[] parts = list.split(",", -1);
    for (String part : parts) {
      boolean isOurs = parts.length > 1 && scheme(part.strip()) != null && part.contains("?");
      if (isOurs
          && !(address(part.strip(), evaluated, at).equals(part.strip()) && areAddresses(parts))) {
        throw refused(
            at,
            "A list of addresses cannot contain the text of '%s': write each address as `to`, in a `multicast`."
                .formatted(part.strip()));
      }
    }
    return parts.length > 1 ? list : address(list, evaluated, at);
  }

  private static boolean areAddresses(String[] parts) {
    return Stream.of(parts).allMatch(part -> ADDRESS.matcher(part.strip()).lookingAt());
  }

  private void keepParameters(MappingNode parameters, String scheme, boolean evaluated) {
    List<NodeTuple> tuples = new ArrayList<>();
    for (NodeTuple tuple : parameters.getValue()) {
      String option = text(tuple.getKeyNode());
      Node value = tuple.getValueNode();
      if (option != null && value instanceof ScalarNode written) {
        value = withText(value, kept(scheme, option, written.getValue(), evaluated, value));
      }
      tuples.add(new NodeTuple(tuple.getKeyNode(), value));
    }
    parameters.setValue(tuples);
  }

  /** An endpoint's address with references for its text options; any other address unchanged. */
  private String address(String written, boolean evaluated, Node at) {
    String scheme = scheme(written);
    String uri = begun(written);
    int query = uri.indexOf('?');
    if (scheme == null || query < 0) {
      return written;
    }
    StringJoiner options =
        new StringJoiner("&", uri.substring(0, query + 1), "").setEmptyValue(uri);
    for (Map.Entry<String, Object> option : written(uri.substring(query + 1)).entrySet()) {
      if (!(option.getValue() instanceof String value) || Placeholders.areIn(option.getKey())) {
        return uri;
      }
      options.add(
          option.getKey() + "=" + kept(scheme, option.getKey(), unwrapped(value), evaluated, at));
    }
    return options.toString();
  }

  /** Resolves a placeholder at the beginning, except in a template, where its value varies. */
  private String begun(String uri) {
    Matcher first = PLACEHOLDER.matcher(uri);
    if (inTemplate || !first.lookingAt()) {
      return uri;
    }
    try {
      return context.resolvePropertyPlaceholders(first.group()) + uri.substring(first.end());
    } catch (IllegalArgumentException e) {
      return uri; // Camel says what is missing.
    }
  }

  private static Map<String, Object> written(String query) {
    try {
      return URISupport.parseQuery(query, true);
    } catch (URISyntaxException e) {
      return Map.of(); // Camel says what is wrong with it.
    }
  }

  /** In a URI, RAW(…) and RAW{…} mark the end of a value with an ampersand. */
  private static String unwrapped(String value) {
    boolean wrapped =
        (value.startsWith("RAW(") && value.endsWith(")"))
            || (value.startsWith("RAW{") && value.endsWith("}"));
    return wrapped ? value.substring("RAW(".length(), value.length() - 1) : value;
  }

  private String kept(String scheme, String option, String written, boolean evaluated, Node at) {
    if (!isText(scheme, option)) {
      return written;
    }
    if (evaluated && written.contains("${")) {
      throw refused(
          at,
          "The option %s of `%s:` would take a text from the message, which Camel reads as part of a URI, where %%41 means A: write `to`, and pass the text in a header."
              .formatted(option, scheme));
    }
    String text = ENDPOINTS.contains(option) ? address(written, false, at) : written;
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

  private IllegalArgumentException refused(Node at, String why) {
    String place =
        at.getStartMark()
            .map(mark -> ", line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1))
            .orElse("");
    return new IllegalArgumentException(file + place + ": " + why);
  }

  private @Nullable String scheme(@Nullable String written) {
    if (written == null) {
      return null;
    }
    String uri = begun(written);
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
