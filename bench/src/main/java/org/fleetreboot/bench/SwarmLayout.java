package org.fleetreboot.bench;

import java.util.List;
import org.fleetreboot.devicesim.device.mqtt.OpenFiles;

/**
 * How swarm and hub are distributed over JVMs.
 *
 * @param hub {@link #SHARED}, or {@link #OWN}
 */
record SwarmLayout(int devices, String hub) {
  /** Hub and swarm in one JVM, which holds both ends of each connection. */
  static final String SHARED = "shared";

  /** Hub and swarm in one JVM each. */
  static final String OWN = "own";

  private static final List<String> BOTH = List.of("-Xmx1g");
  private static final List<String> SWARM = List.of("-Xmx448m", "-XX:+UseSerialGC");
  private static final List<String> HUB = List.of("-Xmx448m", "-XX:+UseSerialGC");

  /**
   * The layout that {@code --hub} asks for; by default one JVM if that may open enough files.
   *
   * @param files how many files each JVM may open
   * @throws IllegalArgumentException if the limit of open files allows neither
   */
  static SwarmLayout of(Options options, OpenFiles files) {
    int devices = options.number("devices", 10_000);
    long bothEnds = 2L * devices;
    if (options.values().containsKey("hub")) {
      SwarmLayout asked = new SwarmLayout(devices, options.oneOf("hub", SHARED, OWN));
      files.require(asked.isShared() ? bothEnds : devices);
      return asked;
    }
    if (files.suffice(bothEnds)) {
      return new SwarmLayout(devices, SHARED);
    }
    files.require(devices);
    System.err.printf(
        "One JVM may have %,d files open, too few for both ends of %,d connections: the hub gets a"
            + " JVM of its own.%n",
        files.limit(), devices);
    return new SwarmLayout(devices, OWN);
  }

  private boolean isShared() {
    return hub.equals(SHARED);
  }

  /** The flags of the swarm's JVM. */
  List<String> swarmFlags() {
    return isShared() ? BOTH : SWARM;
  }

  SwarmHub startHub() throws Exception {
    return isShared() ? SharedHub.start(devices) : SeparateHub.start(devices, HUB);
  }
}
