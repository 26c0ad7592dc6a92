package org.fleetreboot.devicesim.hub.store;

import java.util.Set;
import org.fleetreboot.devicesim.hub.registry.Identity;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.twin.Twin;

/**
 * A device or module as it is stored.
 *
 * @param subscriptions stored because SDKs do not subscribe again when they reconnect
 */
public record StoredClient(Identity identity, Twin twin, Set<Subscription> subscriptions) {
  public StoredClient {
    subscriptions = Set.copyOf(subscriptions);
  }
}
