package org.fleetreboot.devicesim.hub.store;

import java.util.List;
import org.fleetreboot.devicesim.hub.security.PolicyKeys;

/** A hub as it is kept, but for its certificate authority, which has files of its own. */
record StoredHub(String name, PolicyKeys policies, List<StoredDevice> devices) {
  StoredHub {
    devices = List.copyOf(devices);
  }

  @Override
  public String toString() {
    return "StoredHub[" + name + ", " + devices.size() + " devices]";
  }
}
