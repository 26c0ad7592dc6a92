package org.fleetreboot.reboot.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint without its options, {@code scheme:path}. Camel's form {@code scheme://path} means
 * the same.
 *
 * @param scheme empty if the text is not an address
 */
public record EndpointAddress(String scheme, String path) {
  private static final Pattern FORM = Pattern.compile("(?s)([a-z][a-z0-9+.-]*):(?://)?(.*)");

  public static EndpointAddress of(String uri) {
    int options = uri.indexOf('?');
    String address = options < 0 ? uri : uri.substring(0, options);
    Matcher parts = FORM.matcher(address);
    return parts.matches()
        ? new EndpointAddress(parts.group(1), parts.group(2))
        : new EndpointAddress("", address);
  }

  /** The address of the chain with this name. */
  public static EndpointAddress ofChain(String name) {
    return new EndpointAddress("reboot-run", name);
  }

  /** Whether it starts a chain, or a chain begins with it; the path is the chain's name. */
  public boolean isChain() {
    return scheme.equals("reboot-run");
  }

  /** Whether it is a step of a chain. */
  public boolean isStep() {
    return scheme.equals("reboot");
  }

  /** Whether it belongs to the routes that call and poll devices. */
  public boolean isOfDevices() {
    return scheme.equals("reboot-device");
  }

  /** Whether it calls another route and waits for it. */
  public boolean isDirect() {
    return scheme.equals("direct");
  }

  @Override
  public String toString() {
    return scheme.isEmpty() ? path : scheme + ":" + path;
  }
}
