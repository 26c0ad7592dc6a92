package org.fleetreboot.app.http;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;

/** Where a server of this program listens. Thread-safe. */
public final class ListenAddress {
  private final Setting<String> setting;
  private final String host;
  private final InetAddress ip;
  private final int port;

  private ListenAddress(Setting<String> setting, String host, InetAddress ip, int port) {
    this.setting = setting;
    this.host = host;
    this.ip = ip;
    this.port = port;
  }

  /**
   * The address that is set.
   *
   * @param host the setting of the address or host name
   * @param port 0 for any free port
   * @throws ProgramFailure if it is no address of this machine
   */
  public static ListenAddress of(Settings settings, Setting<String> host, int port) {
    return of(host, settings.get(host), port);
  }

  private static ListenAddress of(Setting<String> setting, String host, int port) {
    try {
      InetAddress ip = InetAddress.getByName(host);
      if (!ip.isAnyLocalAddress() && NetworkInterface.getByInetAddress(ip) == null) {
        throw notHere(setting, host, new SocketException("it belongs to none of its interfaces"));
      }
      return new ListenAddress(setting, host, ip, port);
    } catch (UnknownHostException e) {
      throw notHere(setting, host, new UnknownHostException("it is unknown"));
    } catch (SocketException e) {
      throw notHere(setting, host, e);
    }
  }

  /** On this machine only; 0 for any free port. */
  static ListenAddress loopback(int port) {
    return of(Setting.API_HOST, Setting.API_HOST.defaultValue(), port);
  }

  private static ProgramFailure notHere(Setting<String> setting, String host, IOException cause) {
    return ProgramFailure.setup(
        "%s is %s, which is no address of this machine (%s): write 127.0.0.1 for this machine only, or 0.0.0.0 for all that can reach it."
            .formatted(setting.key(), host, cause.getMessage()),
        cause);
  }

  /**
   * Camel only logs that it cannot listen, and goes on.
   *
   * @param server in words
   * @param remedy the end of a sentence
   * @throws ProgramFailure if another program listens there
   */
  public void requireFree(String server, String remedy) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(ip, port));
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot listen on %s:%d (%s): %s."
              .formatted(server, host, port, e.getMessage(), remedy),
          e);
    }
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return ip.isLoopbackAddress();
  }

  /** The host of a URL with which a program of this machine reaches it. */
  String localHost() {
    if (ip instanceof Inet6Address) {
      return "["
          + (ip.isAnyLocalAddress() ? "::1" : ip.getHostAddress().replaceFirst("%.*", ""))
          + "]";
    }
    return ip.isAnyLocalAddress() ? "127.0.0.1" : ip.getHostAddress();
  }

  /** As it is set: an address or a host name. */
  public String host() {
    return host;
  }

  /** 0 for any free port. */
  public int port() {
    return port;
  }

  @Override
  public String toString() {
    return setting.key() + " = " + host;
  }
}
