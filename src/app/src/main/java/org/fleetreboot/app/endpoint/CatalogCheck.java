package org.fleetreboot.app.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Checks the options of any component against its own catalog.
 *
 * <p>Camel replaces an unknown word by the option's default, so {@code readLock: chnaged} means no
 * lock; and it drops the part of a duration that it cannot read, so {@code 10S} means none.
 */
final class CatalogCheck {
  private static final Set<String> TIMES = Set.of("long", "java.lang.Long", "java.time.Duration");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  private static final Pattern TIME =
      Pattern.compile("(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?|-?P.+");

  private final CamelContext context;
  private final Map<String, JsonNode> catalogs = new ConcurrentHashMap<>();

  CatalogCheck(CamelContext context) {
    this.context = context;
  }

  /** One parser for each option, with the values that it accepts. */
  List<String> mistakes(String uri) {
    JsonNode catalog = catalogs.computeIfAbsent(uri.replaceFirst(":.*", ""), this::catalog);
    List<String> mistakes = new ArrayList<>();
    options(uri)
        .forEach(
            (name, value) -> {
              JsonNode option = catalog.path(name);
              String mistake =
                  option.isMissingNode() || isReference(value) ? null : mistake(value, option);
              if (mistake != null) {
                mistakes.add("%s cannot be '%s'; %s".formatted(name, value, mistake));
              }
            });
    return mistakes;
  }

  private JsonNode catalog(String scheme) {
    try {
      String schema = ((CatalogCamelContext) context).getComponentParameterJsonSchema(scheme);
      return new ObjectMapper()
          .readTree(Objects.requireNonNullElse(schema, "{}"))
          .path("properties");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isReference(String value) {
    return value.startsWith("#") || value.contains("{{") || value.contains("${");
  }

  private static @Nullable String mistake(String value, JsonNode option) {
    String type = option.path("javaType").asText();
    if (type.equals("java.lang.String") && option.has("enum")) {
      List<String> words = new ArrayList<>();
      option.get("enum").forEach(word -> words.add(word.asText()));
      return words.stream().anyMatch(value::equalsIgnoreCase)
          ? null
          : "give one of " + String.join(", ", words);
    }
    boolean isTime = TIMES.contains(type) && !NUMBER.matcher(value).matches();
    return isTime && !TIME.matcher(value).matches()
        ? "give milliseconds, or a time like 90s, 5m or 1h30m"
        : null;
  }

  /** The options of an endpoint by name, as text; empty if Camel refuses them itself. */
  static Map<String, String> options(String uri) {
    int query = uri.indexOf('?');
    Map<String, String> options = new LinkedHashMap<>();
    if (query >= 0) {
      try {
        URISupport.parseQuery(uri.substring(query + 1), true)
            .forEach((name, value) -> options.put(name, decoded(String.valueOf(value))));
      } catch (URISyntaxException e) {
        return Map.of();
      }
    }
    return options;
  }

  private static String decoded(String value) {
    try {
      return value.startsWith("RAW") ? value : URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value; // A single % is literal.
    }
  }
}
