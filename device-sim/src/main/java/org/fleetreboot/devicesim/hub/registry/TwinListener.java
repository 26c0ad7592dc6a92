package org.fleetreboot.devicesim.hub.registry;

import org.fleetreboot.devicesim.hub.twin.Twin;

/** Told of every write to a twin. */
@FunctionalInterface
public interface TwinListener {
  /** Nobody who cares. */
  TwinListener UNNOTICED = (client, before) -> {};

  /**
   * A twin was written, before any other write of it. Must not block.
   *
   * @param before the twin as it was
   */
  void written(RegisteredClient client, Twin before);
}
