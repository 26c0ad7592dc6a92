package org.fleetreboot.devicesim.hub;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** 127.0.0.1 and its neighbours: a hub each, because the device SDKs know one MQTT port only. */
final class LoopbackAddresses {
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

  private LoopbackAddresses() {}

  /** In the order in which they are tried. */
  static List<String> all() {
    return IntStream.rangeClosed(1, 254).mapToObj(i -> "127.0.0." + i).toList();
  }

  static void requireLoopback(String address) {
    if (!LOOPBACK.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "The local hub listens on loopback only: 127.x.y.z, not '" + address + "'");
    }
  }
}
