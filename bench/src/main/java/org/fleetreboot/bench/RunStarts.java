package org.fleetreboot.bench;

import java.util.List;
import java.util.Random;
import java.util.Set;

/** A way to start runs, or several. */
interface RunStarts {
  /**
   * A run that has ended.
   *
   * @param how it was started
   * @param meant the devices that it is to call
   * @param told what the program says of it
   */
  record Started(String how, Set<String> meant, String told) {}

  /**
   * Starts a run of the chain, and waits until it has ended.
   *
   * @param sent the devices that it is given; none for a chain that names its own
   */
  Started start(Random random, RandomChain chain, List<String> sent) throws Exception;
}
