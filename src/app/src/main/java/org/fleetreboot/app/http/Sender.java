package org.fleetreboot.app.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Where requests come from. */
public final class Sender {
  /** Whoever has one address of IPv6 has all that begin with the same 64 bits. */
  private static final int NETWORK_BYTES = 8;

  private Sender() {}

  /** The same text for all requests of one sender. */
  public static String of(HttpServerRequest request) {
    return of(request.remoteAddress().hostAddress());
  }

  /**
   * A text that is the same for all addresses of one sender.
   *
   * @param address in figures
   */
  static String of(String address) {
    try {
      // Nothing is looked up for an address in figures.
      InetAddress ip = InetAddress.getByName(address);
      return ip instanceof Inet6Address
          ? HexFormat.ofDelimiter(":").formatHex(ip.getAddress(), 0, NETWORK_BYTES)
          : ip.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
