package org.fleetreboot.devicesim.hub;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Where a hub listens. */
record HubPlace(String address, int restPort, int mqttPort, OptionalInt plainPort, int testPort) {

  /**
   * Listens on the address that was asked for, or else on the first loopback address that has all
   * ports free.
   *
   * @throws IOException when there is none
   */
  static HubPlace take(
      LocalHubBuilder settings, Listeners listeners, Function<String, Servers> serversAt)
      throws IOException {
    List<String> candidates =
        settings.address == null ? LoopbackAddresses.all() : List.of(settings.address);
    IOException refused = null;
    for (String address : candidates) {
      try {
        return listen(address, settings, listeners, serversAt.apply(address));
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
            + " has ports "
            + settings.restPort
            + " and "
            + settings.mqttPort
            + " free; stop what listens there, or choose other ports",
        refused);
  }

  private static HubPlace listen(
      String address, LocalHubBuilder settings, Listeners listeners, Servers servers)
      throws IOException {
    int rest = listeners.listen(address, settings.restPort, servers.rest());
    int mqtt = listeners.listen(address, settings.mqttPort, servers.mqtt());
    OptionalInt plain =
        settings.plainPort.isPresent()
            ? OptionalInt.of(
                listeners.listen(address, settings.plainPort.getAsInt(), servers.plainMqtt()))
            : OptionalInt.empty();
    int test = listeners.listen(address, 0, servers.test());
    return new HubPlace(address, rest, mqtt, plain, test);
  }

  /** The host of the REST API; the port is left out where it is the default one. */
  String restHost() {
    return restPort == 443 ? address : address + ":" + restPort;
  }
}
