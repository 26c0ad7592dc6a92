package org.fleetreboot.nodes;

import java.util.function.BooleanSupplier;

/** What the node that works does. */
public interface Work {
  /**
   * Works until the work has ended here, by {@link #rest} or because another node has taken over.
   * Called on a thread of the scheduler; an exception lets any node try again a second later.
   *
   * @param isOurs false once the work may be given to another node, because this one could not show
   *     that it lives: then it ends its work, too, and is assigned it anew
   */
  void run(BooleanSupplier isOurs) throws InterruptedException;

  /** Ends the work as soon as possible, and gives back what the next node needs. */
  void rest();
}
