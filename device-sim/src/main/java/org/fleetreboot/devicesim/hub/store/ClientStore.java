package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;

/** Devices and modules from one start of a hub to the next, with their twins and sessions. */
public final class ClientStore {
  private static final String SECTION = "devices";

  private final DeviceRegistry registry;
  private final DeviceSessions sessions;

  public ClientStore(DeviceRegistry registry, DeviceSessions sessions) {
    this.registry = registry;
    this.sessions = sessions;
  }

  /** Takes up those that were kept, and keeps them from now on. */
  public void in(HubStore home) throws IOException {
    for (StoredClient client :
        home.kept(SECTION, StoredClient[].class, List::of).orElseGet(List::of)) {
      registry.restore(client.identity(), client.twin());
      if (!client.subscriptions().isEmpty()) {
        sessions.of(client.identity().id()).restore(client.subscriptions());
      }
    }
    home.keep(SECTION, this::toBeKept);
  }

  /** Each device before its modules, so that none is ever kept without its device. */
  private List<StoredClient> toBeKept() {
    return registry.all().stream()
        .flatMap(device -> Stream.concat(Stream.of(device), device.modules().stream()))
        .map(this::stored)
        .toList();
  }

  private StoredClient stored(RegisteredClient client) {
    return new StoredClient(client.identity(), client.twin(), sessions.kept(client.clientId()));
  }
}
