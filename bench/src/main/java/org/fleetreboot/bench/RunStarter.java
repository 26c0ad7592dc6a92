package org.fleetreboot.bench;

import java.util.List;
import java.util.Random;
import java.util.Set;

/** One or several ways to start runs. */
interface RunStarter {
  /**
   * A run that has ended.
   *
   * @param how it was started
   * @param meant the devices that it must call
   * @param told the program's report about it
   */
  record Started(String how, Set<String> meant, String told) {}

  /**
   * Starts a run of the chain, and waits until it has ended.
   *
   * @param sent the given devices; none for a chain that names its own
   */
  Started start(Random random, RandomChain chain, List<String> sent) throws Exception;
}
