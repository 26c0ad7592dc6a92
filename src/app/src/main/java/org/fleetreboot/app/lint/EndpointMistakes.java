package org.fleetreboot.app.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.URISupport;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.reboot.graph.EndpointAddress;
import org.fleetreboot.workflow.options.MissingOption;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is wrong with an endpoint. Our own components report one mistake at a time, so
 * the option that it is about is removed until nothing is refused. Mistakes of Camel's own
 * endpoints are reported together.
 */
final class EndpointMistakes {
  private static final Pattern OURS = Pattern.compile("(reboot|iothub)\\b");

  private final CamelContext context;
  private final List<String> sentences = new ArrayList<>();
  private final Set<String> leftOut = new HashSet<>();
  private @Nullable Endpoint endpoint;

  private EndpointMistakes(CamelContext context) {
    this.context = context;
  }

  static EndpointMistakes of(CamelContext context, String uri) {
    EndpointMistakes mistakes = new EndpointMistakes(context);
    mistakes.look(uri);
    return mistakes;
  }

  /** One sentence for each mistake. */
  List<String> sentences() {
    return List.copyOf(sentences);
  }

  /** The endpoint without the wrong options; null if it still cannot be created. */
  @Nullable Endpoint endpoint() {
    return endpoint;
  }

  /** The wrong options; the endpoint lacks them. */
  Set<String> leftOut() {
    return Set.copyOf(leftOut);
  }

  private void look(String uri) {
    Refusal refusal = refusal(uri);
    if (refusal == null) {
      return;
    }
    sentences.add(refusal.sentence());
    if (!OURS.matcher(uri).lookingAt()) {
      return;
    }
    Map<String, Object> options = new LinkedHashMap<>(WrittenRoute.options(uri));
    while (refusal != null) {
      Set<String> culprits = culprits(uri, options, refusal);
      if (culprits.isEmpty()) {
        return;
      }
      leftOut.addAll(culprits);
      options.keySet().removeAll(culprits);
      refusal = refusal(with(uri, options));
      // An option that is missing now was removed here, after it had been reported.
      if (refusal != null && !leftOut.contains(refusal.missing())) {
        sentences.add(refusal.sentence());
      }
    }
  }

  /** The options without which the refusal changes or disappears; empty if there are none. */
  private Set<String> culprits(String uri, Map<String, Object> options, Refusal refusal) {
    // Options that the component does not know are reported together.
    Set<String> unknown = new HashSet<>(options.keySet());
    unknown.removeAll(known(uri));
    if (!unknown.isEmpty() && !refusal.equals(refusalWithout(uri, options, unknown))) {
      return unknown;
    }
    for (String option : options.keySet()) {
      if (!refusal.equals(refusalWithout(uri, options, Set.of(option)))) {
        return Set.of(option);
      }
    }
    return Set.of();
  }

  private Set<String> known(String uri) {
    EndpointUriFactory factory =
        context
            .getCamelContextExtension()
            .getEndpointUriFactory(uri.substring(0, Math.max(0, uri.indexOf(':'))));
    return factory == null ? Set.of() : factory.propertyNames();
  }

  private @Nullable Refusal refusalWithout(
      String uri, Map<String, Object> options, Set<String> without) {
    Map<String, Object> fewer = new LinkedHashMap<>(options);
    fewer.keySet().removeAll(without);
    return refusal(with(uri, fewer));
  }

  private static String with(String uri, Map<String, Object> options) {
    String plain = uri.replaceFirst("\\?.*", "");
    return options.isEmpty() ? plain : plain + "?" + URISupport.createQueryString(options);
  }

  /** Null if the endpoint is valid. */
  private @Nullable Refusal refusal(String uri) {
    try {
      endpoint = context.getEndpoint(uri);
      return null;
    } catch (NoSuchEndpointException e) {
      return new Refusal(
          "there is no component for '%s'; check the scheme.".formatted(EndpointAddress.of(uri)),
          null);
    } catch (RuntimeException e) {
      return new Refusal(Explanation.of(e).sentence(), missing(e));
    }
  }

  private static @Nullable String missing(RuntimeException refused) {
    return Explanation.causes(refused).stream()
        .filter(MissingOption.class::isInstance)
        .map(cause -> ((MissingOption) cause).option())
        .findFirst()
        .orElse(null);
  }

  /**
   * Why there is no endpoint.
   *
   * @param missing the option without which another option, or the endpoint, is refused
   */
  private record Refusal(String sentence, @Nullable String missing) {}
}
