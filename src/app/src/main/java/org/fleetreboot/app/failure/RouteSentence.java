package org.fleetreboot.app.failure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RuntimeCamelException;
import org.fleetreboot.app.endpoint.OptionCatalog;
import org.fleetreboot.app.endpoint.ZoneText;
import org.fleetreboot.workflow.options.UnknownZone;
import org.jspecify.annotations.Nullable;

/** Explains what is wrong with a route, without the text that Camel adds. */
final class RouteSentence {
  // Camel reports these only in its messages.
  private static final Pattern UNKNOWN_OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");
  private static final Pattern NAME = Pattern.compile("(?:^|, )([^=, ]+)=");
  private static final Pattern FILE = Pattern.compile("^Error .*resource: (?:file:)?(\\S+)$");
  private static final Pattern BEAN = Pattern.compile("^Error creating bean: (\\S+) ");
  private static final Pattern NO_CONSTANT = Pattern.compile("No enum constant .*\\.(\\w+)$");

  private RouteSentence() {}

  /** Null if it is not about a route. */
  static @Nullable String of(List<Throwable> chain) {
    RouteRefused refused = null;
    String route = null;
    String endpoint = null;
    int wrappers = 0;
    for (int i = 0; i < chain.size(); i++) {
      Throwable cause = chain.get(i);
      if (cause instanceof RouteRefused named) {
        refused = named;
        continue;
      }
      if (cause instanceof FailedToCreateRouteException failed) {
        route = failed.getRouteId();
      } else if (cause instanceof FailedToStartRouteException failed) {
        route = failed.getRouteId();
      } else if (cause instanceof ResolveEndpointFailedException failed) {
        endpoint = failed.getUri();
      } else {
        continue;
      }
      wrappers = i + 1;
    }
    if (wrappers == 0) {
      return bean(chain);
    }
    List<Throwable> reasons =
        chain.subList(wrappers, chain.size()).stream()
            .filter(cause -> cause.getClass() != RuntimeCamelException.class)
            .toList();
    return (refused == null ? "" : refused.place() + ": ")
        + (route == null ? "" : "Route '" + route + "'" + step(refused) + ": ")
        + (endpoint == null ? "" : withoutOptions(endpoint) + ": ")
        // The outermost exception knows its subject; the JDK's causes do not.
        + reason(reasons.isEmpty() ? chain.get(wrappers - 1) : reasons.get(0), endpoint);
  }

  private static String step(@Nullable RouteRefused refused) {
    return refused == null || refused.step() == null ? "" : ", step " + refused.step();
  }

  /**
   * The message for a bean of a route file that cannot be created; null if it is about something
   * else.
   */
  private static @Nullable String bean(List<Throwable> chain) {
    String file = "";
    String bean = null;
    for (Throwable cause : chain) {
      String message = String.valueOf(cause.getMessage());
      file = found(FILE, message).map(name -> name + ": ").orElse(file);
      bean = found(BEAN, message).orElse(bean);
      if (bean != null && cause instanceof PropertyBindingException binding) {
        String option = binding.getPropertyName();
        return "%sthe option %s of the bean %s cannot be %s; correct its value, or the setting that it comes from."
            .formatted(file, option, bean, Redacted.value(option, "" + binding.getValue()));
      }
    }
    return null;
  }

  private static String reason(Throwable reason, @Nullable String endpoint) {
    if (reason instanceof NoSuchEndpointException unknown) {
      return "there is no component for '%s'; check the scheme."
          .formatted(withoutOptions(unknown.getUri()));
    }
    if (reason instanceof PropertyBindingException binding) {
      String option = binding.getPropertyName();
      return "the option %s cannot be %s; correct its value."
          .formatted(option, Redacted.value(option, "" + binding.getValue()));
    }
    String message = String.valueOf(reason.getMessage());
    if (reason instanceof UnknownZone unknown) {
      String remedy = ZoneText.remedy(unknown.zone());
      return message + " " + remedy + (remedy.endsWith("?") ? "" : ".");
    }
    return found(UNKNOWN_OPTIONS, message)
        .map(options -> unknownOptions(options, endpoint))
        .or(() -> Optional.ofNullable(PlaceholderSentence.of(message)))
        .or(
            () ->
                found(NO_CONSTANT, message)
                    .map(name -> "an option cannot be '" + name + "'; correct its value."))
        .orElse(message);
  }

  private static Optional<String> found(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Without the values, which may include a key. */
  private static String unknownOptions(String options, @Nullable String endpoint) {
    Set<String> known =
        endpoint == null ? Set.of() : OptionCatalog.of(endpoint.replaceFirst(":.*", ""));
    return NAME.matcher(options)
        .results()
        .map((MatchResult result) -> unknownOption(result.group(1), known))
        .collect(Collectors.joining(" "))
        .replaceAll("([.?]) unknown", "$1 Unknown");
  }

  private static String unknownOption(String name, Set<String> known) {
    String question = Spelling.question(name, known);
    return "unknown option '"
        + name
        + "'"
        + (question.isEmpty() ? "; check its name." : "." + question);
  }

  /** As one writes it, without the options, which may include a key. */
  private static String withoutOptions(String uri) {
    return uri.replaceFirst("\\?.*", "").replaceFirst("^([a-z-]+)://", "$1:");
  }
}
