package org.fleetreboot.reboot.step;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.TargetsRefused;

/**
 * Options that the message of a run sets for the groups of its chain, by headers for one. The
 * journal has them with the run; a group that begins takes them in place of its own.
 */
public final class MessageOptions {
  /** How fast, how careful and when: not whom, nor what is called. */
  private static final String LABEL = "message";

  private static final Set<String> NAMES =
      Arrays.stream(RebootConfiguration.class.getDeclaredFields())
          .filter(part -> part.getType().isAnnotationPresent(UriParams.class))
          .flatMap(part -> Arrays.stream(part.getType().getDeclaredFields()))
          .filter(MessageOptions::isForMessages)
          .map(Field::getName)
          .collect(Collectors.toCollection(TreeSet::new));

  private MessageOptions() {}

  private static boolean isForMessages(Field option) {
    UriParam written = option.getAnnotation(UriParam.class);
    return written != null && List.of(written.label().split(",")).contains(LABEL);
  }

  /** The options that a message may set at all. */
  public static Set<String> names() {
    return NAMES;
  }

  /** Those of the headers of a message; none when it sets none. */
  public static Map<String, String> in(Map<String, ?> headers) {
    Map<String, String> options = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(RebootConstants.OPTION) && value != null) {
            options.put(name.substring(RebootConstants.OPTION.length()), value.toString());
          }
        });
    return options;
  }

  /** Those of the run that an exchange belongs to; none when its message set none. */
  static Map<String, String> of(Exchange exchange) {
    Map<String, String> options = new LinkedHashMap<>();
    if (exchange.getProperty(RebootConstants.OPTIONS) instanceof Map<?, ?> sent) {
      sent.forEach((name, value) -> options.put(String.valueOf(name), String.valueOf(value)));
    }
    return options;
  }

  /**
   * Checks them, as far as they can be without the group that they are for.
   *
   * @throws TargetsRefused with the name, the value and the remedy
   */
  public static void check(CamelContext context, Map<String, String> options) {
    if (options.isEmpty()) {
      return;
    }
    for (String name : options.keySet()) {
      if (!NAMES.contains(name)) {
        throw new TargetsRefused(
            "There is no option '%s' that a message may set; there are %s."
                .formatted(name, String.join(", ", NAMES)));
      }
    }
    try {
      context
          .getComponent("reboot", RebootComponent.class)
          .withOptions(new RebootConfiguration(), options);
    } catch (IllegalArgumentException e) {
      throw new TargetsRefused("options: " + e.getMessage());
    }
  }
}
