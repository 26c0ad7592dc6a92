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
import org.apache.camel.util.URISupport;
import org.fleetreboot.app.failure.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * All that is wrong with an endpoint. A component of ours says one thing; so the option that this
 * is about is left out, until nothing is refused any more. What is wrong with one of Camel's is
 * told all at once.
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

  /** A sentence for each. */
  List<String> sentences() {
    return List.copyOf(sentences);
  }

  /** The endpoint, without the options that are wrong; null when there is none all the same. */
  @Nullable Endpoint endpoint() {
    return endpoint;
  }

  /** Whether a sentence is about an option that is wrong already, and was left out for it. */
  boolean isAboutLeftOut(String sentence) {
    return leftOut.stream().anyMatch(option -> names(sentence, option));
  }

  private void look(String uri) {
    String refusal = refusal(uri);
    if (refusal == null) {
      return;
    }
    sentences.add(refusal);
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
      if (refusal != null && !isAboutLeftOut(refusal)) {
        sentences.add(refusal);
      }
    }
  }

  /** The options without which something else is said, or nothing; none when there are none. */
  private Set<String> culprits(String uri, Map<String, Object> options, String refusal) {
    Set<String> quoted = new HashSet<>(options.keySet());
    quoted.removeIf(option -> !refusal.contains("'" + option + "'"));
    if (!quoted.isEmpty() && !refusal.equals(refusalWithout(uri, options, quoted))) {
      return quoted;
    }
    for (String option : options.keySet()) {
      if (!refusal.equals(refusalWithout(uri, options, Set.of(option)))) {
        return Set.of(option);
      }
    }
    return Set.of();
  }

  private @Nullable String refusalWithout(
      String uri, Map<String, Object> options, Set<String> without) {
    Map<String, Object> fewer = new LinkedHashMap<>(options);
    fewer.keySet().removeAll(without);
    return refusal(with(uri, fewer));
  }

  private static String with(String uri, Map<String, Object> options) {
    String plain = uri.replaceFirst("\\?.*", "");
    return options.isEmpty() ? plain : plain + "?" + URISupport.createQueryString(options);
  }

  /** Null when the endpoint is taken. */
  private @Nullable String refusal(String uri) {
    try {
      endpoint = context.getEndpoint(uri);
      return null;
    } catch (NoSuchEndpointException e) {
      return "there is no component for '%s': correct what stands before the colon."
          .formatted(WrittenRoute.plain(uri));
    } catch (RuntimeException e) {
      return Explanation.of(e).sentence();
    }
  }

  private static boolean names(String sentence, String option) {
    return Pattern.compile("\\b" + Pattern.quote(option) + "\\b").matcher(sentence).find();
  }
}
