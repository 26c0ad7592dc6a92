package org.fleetreboot.reboot.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint without its options, as one writes it: {@code scheme:path}. Camel writes {@code
 * scheme://path}, and means the same.
 *
 * @param scheme empty in a text that is no address
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

  /** That of the chain of this name. */
  public static EndpointAddress ofChain(String name) {
    return new EndpointAddress("reboot-run", name);
  }

  /** Whether a chain begins with it, or is begun by a call of it; the path is its name. */
  public boolean isChain() {
    return scheme.equals("reboot-run");
  }

  /** Whether it is a step of a chain. */
  public boolean isStep() {
    return scheme.equals("reboot");
  }

  /** Whether it belongs to the routes that call devices and poll them. */
  public boolean isOfDevices() {
    return scheme.equals("reboot-device");
  }

  /** Whether it leads into another route, which is waited for. */
  public boolean isDirect() {
    return scheme.equals("direct");
  }

  @Override
  public String toString() {
    return scheme.isEmpty() ? path : scheme + ":" + path;
  }
}
