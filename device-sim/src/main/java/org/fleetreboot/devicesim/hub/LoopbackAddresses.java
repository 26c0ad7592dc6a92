package org.fleetreboot.devicesim.hub;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 127.0.0.1 and its neighbors: one per hub, because the device SDKs only support one MQTT port. */
final class LoopbackAddresses {
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

  private LoopbackAddresses() {}

  /**
   * All addresses, in the order in which they are tried.
   *
   * @param first used first if it is a loopback address
   */
  static List<String> all(Optional<String> first) {
    Stream<String> neighbours = IntStream.rangeClosed(1, 254).mapToObj(i -> "127.0.0." + i);
    return Stream.concat(first.filter(LoopbackAddresses::isLoopback).stream(), neighbours)
        .distinct()
        .toList();
  }

  private static boolean isLoopback(String address) {
    return LOOPBACK.matcher(address).matches();
  }

  static void requireLoopback(String address) {
    if (!isLoopback(address)) {
      throw new IllegalArgumentException(
          "The local hub listens on loopback only: 127.x.y.z, not '" + address + "'");
    }
  }
}
