package org.fleetreboot.devicesim.hub.store;

import java.util.Set;
import org.fleetreboot.devicesim.hub.registry.Identity;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.twin.Twin;

/**
 * A device or module as it is kept.
 *
 * @param subscriptions kept too: an SDK that comes back does not repeat them
 */
public record StoredClient(Identity identity, Twin twin, Set<Subscription> subscriptions) {
  public StoredClient {
    subscriptions = Set.copyOf(subscriptions);
  }
}
