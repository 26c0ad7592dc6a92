package org.fleetreboot.journal.file;

import java.util.Locale;
import java.util.Set;

/**
 * The address of a hub, in one spelling for all programs.
 *
 * @param host in lower case, without a trailing dot; {@code localhost} for the usual names of this
 *     machine, whose other loopback addresses are separate hubs
 * @param port of HTTPS
 */
public record HubEndpoint(String host, int port) {
  private static final int HTTPS = 443;
  private static final Set<String> LOOPBACK =
      Set.of("localhost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]");

  /**
   * Reads a host name from settings or a connection string.
   *
   * @param hostName with {@code :port} unless that is 443
   */
  public static HubEndpoint of(String hostName) {
    String text = hostName.strip().toLowerCase(Locale.ROOT);
    int colon = text.lastIndexOf(':');
    boolean hasPort =
        colon > text.lastIndexOf(']') && colon == text.indexOf(':', afterBracket(text));
    String host = hasPort ? text.substring(0, colon) : text;
    int port = hasPort ? port(text.substring(colon + 1)) : HTTPS;
    while (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return new HubEndpoint(LOOPBACK.contains(host) ? "localhost" : host, port);
  }

  private static int afterBracket(String text) {
    return Math.max(text.indexOf(']'), 0);
  }

  private static int port(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + digits + "' is not a valid port of a hub.", e);
    }
  }

  /** Usable in a file name: lower-case letters, digits, dots, hyphens and underscores. */
  String fileName() {
    String readable = host.replaceAll("[^a-z0-9.-]", "_");
    String exact = readable.equals(host) ? "" : "_" + Integer.toHexString(host.hashCode());
    return readable + exact + "-" + port;
  }

  @Override
  public String toString() {
    return port == HTTPS ? host : host + ":" + port;
  }
}
