package org.fleetreboot.devicesim.hub.query;

import java.util.List;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;

/** Selects devices by a condition on their twins. Thread-safe. */
public final class DeviceSelection {
  private final QuerySource twins;

  /** A selection from a registry, whose twins are seen with a lag. */
  public DeviceSelection(DeviceRegistry registry, QueryLag lag) {
    this.twins = new DeviceTwinRows(registry, lag);
  }

  /**
   * The devices whose twins meet a condition; takes as long as a query.
   *
   * @param condition the text after WHERE; {@code *} for all
   * @throws org.fleetreboot.devicesim.hub.error.HubRefusal when the text is not a condition
   */
  public List<ClientId> meeting(String condition) {
    Expression where = QueryParser.condition(condition, twins);
    return twins
        .rows("")
        .filter(row -> where.test(row.document()) == Ternary.TRUE)
        .map(row -> ClientId.device(row.key()))
        .toList();
  }
}
