package org.fleetreboot.app.local;

import java.util.ArrayList;
import java.util.List;

/** Several local hubs, which end together. Not thread-safe. */
public final class LocalFleets implements AutoCloseable {
  private final List<LocalFleet> all = new ArrayList<>();

  public void add(LocalFleet fleet) {
    all.add(fleet);
  }

  /** In the order in which they were added. */
  public List<LocalFleet> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() {
    all.forEach(LocalFleet::close);
  }
}
