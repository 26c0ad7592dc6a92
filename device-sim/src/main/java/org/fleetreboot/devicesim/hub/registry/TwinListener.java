package org.fleetreboot.devicesim.hub.registry;

import org.fleetreboot.devicesim.hub.twin.Twin;

/** Called on every write to a twin. */
@FunctionalInterface
public interface TwinListener {
  /** Does nothing. */
  TwinListener NONE = (client, before) -> {};

  /**
   * Called after a write, before the next write to the same twin. Must not block.
   *
   * @param before the replaced twin
   */
  void written(RegisteredClient client, Twin before);
}
