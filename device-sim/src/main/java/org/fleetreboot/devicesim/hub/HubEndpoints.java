package org.fleetreboot.devicesim.hub;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address and ports of a hub.
 *
 * @param host the host in connection strings
 * @param amqpPort the port on which AMQP is refused; empty if it is taken, or if MQTT is not on
 *     8883
 */
record HubEndpoints(
    String host,
    String address,
    int restPort,
    OptionalInt alsoRestPort,
    int mqttPort,
    OptionalInt plainPort,
    OptionalInt amqpPort,
    int testPort) {
  private static final Logger LOG = LoggerFactory.getLogger(HubEndpoints.class);

  /** HTTPS port, the default of addresses without a port. */
  private static final int HTTPS = 443;

  /** MQTT port with TLS, the only one that device SDKs support. */
  private static final int MQTTS = 8883;

  /** AMQP port with TLS, the only one that SDKs support. */
  private static final int AMQPS = 5671;

  /**
   * Listens on the configured address, or else on the first loopback address on which all ports are
   * free.
   *
   * @param before the address of an earlier start, which is tried first because clients may still
   *     use it
   * @throws IOException when no address is available
   */
  static HubEndpoints take(
      LocalHubBuilder settings,
      Optional<String> before,
      Listeners listeners,
      Function<String, Servers> serversAt)
      throws IOException {
    List<String> candidates =
        settings.address == null ? LoopbackAddresses.all(before) : List.of(settings.address);
    IOException refused = null;
    for (String address : candidates) {
      try {
        return listen(address, settings, listeners, serversAt.apply(address));
      } catch (PortNotAllowed e) {
        // The same on every address.
        throw e;
      } catch (IOException e) {
        listeners.release();
        if (refused == null) {
          refused = e;
        }
      }
    }
    throw new IOException(
        "No loopback address of "
            + candidates.get(0)
            + (candidates.size() > 1 ? " and its neighbours" : "")
            + " has the ports "
            + wanted(settings)
            + " free; stop the program that uses them, or choose other ports",
        refused);
  }

  private static HubEndpoints listen(
      String address, LocalHubBuilder settings, Listeners listeners, Servers servers)
      throws IOException {
    int rest = listeners.listen(address, settings.restPort, servers.rest());
    OptionalInt alsoRest =
        listenIfWanted(address, settings.alsoRestPort, listeners, servers.rest());
    int mqtt = listeners.listen(address, settings.mqttPort, servers.mqtt());
    OptionalInt plain = listenIfWanted(address, settings.plainPort, listeners, servers.plainMqtt());
    OptionalInt amqp =
        mqtt == MQTTS
            ? listenIfFree(address, AMQPS, listeners, servers.amqp())
            : OptionalInt.empty();
    int test = listeners.listen(address, 0, servers.test());
    String host = settings.hostName == null ? address : settings.hostName;
    return new HubEndpoints(host, address, rest, alsoRest, mqtt, plain, amqp, test);
  }

  private static OptionalInt listenIfWanted(
      String address,
      OptionalInt port,
      Listeners listeners,
      ChannelInitializer<SocketChannel> server)
      throws IOException {
    return port.isEmpty()
        ? port
        : OptionalInt.of(listeners.listen(address, port.getAsInt(), server));
  }

  /** Optional, because AMQP is refused anyway. */
  private static OptionalInt listenIfFree(
      String address, int port, Listeners listeners, ChannelInitializer<SocketChannel> server) {
    try {
      return OptionalInt.of(listeners.listen(address, port, server));
    } catch (IOException e) {
      LOG.info(
          "{}; AMQP clients will get no explanation that AMQP is not supported", e.getMessage());
      return OptionalInt.empty();
    }
  }

  private static String wanted(LocalHubBuilder settings) {
    return IntStream.of(
            settings.restPort,
            settings.alsoRestPort.orElse(0),
            settings.mqttPort,
            settings.plainPort.orElse(0))
        .filter(port -> port != 0)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  /** The host of the REST API, with a port unless it is the default. */
  String restHost() {
    boolean isDefault = restPort == HTTPS || alsoRestPort.orElse(restPort) == HTTPS;
    return isDefault ? host : host + ":" + restPort;
  }

  /** The host for devices, with a port unless it is 8883. */
  String mqttHost() {
    return mqttPort == MQTTS ? host : host + ":" + mqttPort;
  }
}
