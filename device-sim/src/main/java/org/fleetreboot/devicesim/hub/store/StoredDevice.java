package org.fleetreboot.devicesim.hub.store;

import java.util.Set;
import org.fleetreboot.devicesim.hub.registry.Identity;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.twin.Twin;

/**
 * A device as it is kept.
 *
 * @param subscriptions kept too: a device SDK that comes back does not repeat them
 */
public record StoredDevice(Identity identity, Twin twin, Set<Subscription> subscriptions) {
  public StoredDevice {
    subscriptions = Set.copyOf(subscriptions);
  }
}
