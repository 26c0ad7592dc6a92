package org.fleetreboot.nodes;

/** What the node that works does. */
public interface Work {
  /**
   * Works until the work has ended here, by {@link #rest} or because another node has taken over.
   * Called on a thread of the scheduler; an exception lets any node try again a second later.
   */
  void run() throws InterruptedException;

  /** Ends the work as soon as possible, and gives back what the next node needs. */
  void rest();
}
