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
 * Where a hub listens.
 *
 * @param host what it is called in connection strings
 * @param amqpPort where AMQP is refused; empty when the port is taken, or MQTT is not on the port
 *     that SDKs know
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

  /** Of HTTPS: without a port in it, an address means this one. */
  private static final int HTTPS = 443;

  /** Of MQTT over TLS, the only one that device SDKs know. */
  private static final int MQTTS = 8883;

  /** Of AMQP over TLS, the only one that SDKs know. */
  private static final int AMQPS = 5671;

  /**
   * Listens on the address that was asked for, or else on the first loopback address that has all
   * ports free.
   *
   * @param before the address of an earlier start, tried first: clients know the hub by it
   * @throws IOException when there is none
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
        // It is so on every address.
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
            + " free; stop what listens there, or choose other ports",
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

  /** A hub is whole without it: what comes there is refused anyway. */
  private static OptionalInt listenIfFree(
      String address, int port, Listeners listeners, ChannelInitializer<SocketChannel> server) {
    try {
      return OptionalInt.of(listeners.listen(address, port, server));
    } catch (IOException e) {
      LOG.info("{}; clients of AMQP will not be told that it is not supported", e.getMessage());
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

  /** The host of the REST API; the port is left out where the API is on the default one. */
  String restHost() {
    boolean isDefault = restPort == HTTPS || alsoRestPort.orElse(restPort) == HTTPS;
    return isDefault ? host : host + ":" + restPort;
  }

  /** The host that devices connect to; the port is left out where it is the one they know. */
  String mqttHost() {
    return mqttPort == MQTTS ? host : host + ":" + mqttPort;
  }
}
