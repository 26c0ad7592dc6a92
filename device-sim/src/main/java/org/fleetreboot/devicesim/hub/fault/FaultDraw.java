package org.fleetreboot.devicesim.hub.fault;

import java.util.Optional;
import java.util.SplittableRandom;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/**
 * The draws of one fault. Each depends on the seed, the fault, the client and how many draws that
 * client had before, and on nothing else: clients that work at the same time do not take each
 * other's.
 *
 * @param number of the fault among those armed since the plan was last empty
 */
record FaultDraw(long seed, long number) {
  private static final long ODD = 0x9E3779B97F4A7C15L;

  /**
   * A number from 0 up to 1.
   *
   * @param client empty for what is about none or many
   * @param ordinal how many draws that client had before
   */
  double of(Optional<ClientId> client, long ordinal) {
    long mixed = mix(seed) + number;
    mixed = mix(mixed) + client.map(FaultDraw::hash).orElse(0L);
    mixed = mix(mixed) + ordinal;
    return new SplittableRandom(mixed).nextDouble();
  }

  private static long mix(long value) {
    return new SplittableRandom(value).nextLong() * ODD;
  }

  /** In 64 bits, so that two ids of a large fleet hardly ever share their luck. */
  private static long hash(ClientId client) {
    long hash = 1;
    String text = client.toString();
    for (int i = 0; i < text.length(); i++) {
      hash = hash * ODD + text.charAt(i);
    }
    return hash;
  }
}
