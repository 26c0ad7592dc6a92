package org.fleetreboot.devicesim.hub.fault;

import java.util.Optional;
import java.util.SplittableRandom;
import org.fleetreboot.devicesim.hub.identity.ClientId;

/**
 * The random draws of one fault. Each depends only on the seed, the fault, the client and the
 * client's number of earlier draws, so that concurrent clients do not influence each other.
 *
 * @param number the ordinal of the fault since the plan was last cleared
 */
record FaultDraw(long seed, long number) {
  private static final long ODD = 0x9E3779B97F4A7C15L;

  /**
   * A number from 0 up to 1.
   *
   * @param client empty for requests about no single client
   * @param ordinal the client's number of earlier draws
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

  /** In 64 bits, so that ids of a large fleet rarely collide. */
  private static long hash(ClientId client) {
    long hash = 1;
    String text = client.toString();
    for (int i = 0; i < text.length(); i++) {
      hash = hash * ODD + text.charAt(i);
    }
    return hash;
  }
}
