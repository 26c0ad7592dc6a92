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
 * Options that the message of a run sets for the groups of its chain, for example by headers. The
 * journal stores them with the run; a new group uses them instead of its own.
 */
public final class MessageOptions {
  /** How fast, how carefully and when; but neither the devices nor the call. */
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

  /** The options that a message may set. */
  public static Set<String> names() {
    return NAMES;
  }

  /** The options in the headers of a message; empty if there are none. */
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

  /** The options of the run that an exchange belongs to; empty if its message set none. */
  static Map<String, String> of(Exchange exchange) {
    Map<String, String> options = new LinkedHashMap<>();
    if (exchange.getProperty(RebootConstants.OPTIONS) instanceof Map<?, ?> sent) {
      sent.forEach((name, value) -> options.put(String.valueOf(name), String.valueOf(value)));
    }
    return options;
  }

  /**
   * Checks them, as far as possible without their group.
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
            "A message cannot set the option '%s'; use one of: %s."
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
