package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;

/** Stores devices and modules, with their twins and sessions. */
public final class ClientStore {
  private static final String SECTION = "devices";

  private final DeviceRegistry registry;
  private final DeviceSessions sessions;

  public ClientStore(DeviceRegistry registry, DeviceSessions sessions) {
    this.registry = registry;
    this.sessions = sessions;
  }

  /** Restores stored clients, and stores them from now on. */
  public void attach(HubStore store) throws IOException {
    for (StoredClient client :
        store.load(SECTION, StoredClient[].class, List::of).orElseGet(List::of)) {
      registry.restore(client.identity(), client.twin());
      if (!client.subscriptions().isEmpty()) {
        sessions.of(client.identity().id()).restore(client.subscriptions());
      }
    }
    store.save(SECTION, this::stored);
  }

  /** Each device before its modules, so that a module's device is always restored first. */
  private List<StoredClient> stored() {
    return registry.all().stream()
        .flatMap(device -> Stream.concat(Stream.of(device), device.modules().stream()))
        .map(this::storedForm)
        .toList();
  }

  private StoredClient storedForm(RegisteredClient client) {
    return new StoredClient(client.identity(), client.twin(), sessions.kept(client.clientId()));
  }
}
