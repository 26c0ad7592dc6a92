package org.fleetreboot.devicesim.hub.registry;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.jspecify.annotations.Nullable;

/** A registered device with its modules. Thread-safe. */
public final class RegisteredDevice extends RegisteredClient {
  // "IoT Hub limits": modules on one device.
  private static final int MOST_MODULES = 50;

  private final ConcurrentSkipListMap<String, RegisteredClient> modules =
      new ConcurrentSkipListMap<>();

  public RegisteredDevice(Identity identity, Twin twin) {
    super(identity, twin);
  }

  public String id() {
    return clientId().device();
  }

  /** A live view of its modules, ordered by id. */
  public Collection<RegisteredClient> modules() {
    return modules.values();
  }

  /** The ids under which it and its modules connect. */
  public List<ClientId> clients() {
    return Stream.concat(
            Stream.of(clientId()), modules.values().stream().map(RegisteredClient::clientId))
        .toList();
  }

  /** The module of that id; null if there is no such module. */
  @Nullable RegisteredClient module(String moduleId) {
    return modules.get(moduleId);
  }

  /** Adds a module, or refuses: 409301 when the id is taken, 413003 when there are too many. */
  synchronized void add(String moduleId, RegisteredClient module) {
    requireRegistered();
    if (modules.containsKey(moduleId)) {
      throw HubRefusal.registry(
          HubError.MODULE_ALREADY_EXISTS,
          "Device " + id() + " already contains Module " + moduleId + ".");
    }
    if (modules.size() == MOST_MODULES) {
      throw HubRefusal.registry(
          HubError.TOO_MANY_MODULES,
          "Device " + id() + " has " + MOST_MODULES + " modules, the most it can have.");
    }
    modules.put(moduleId, module);
  }

  /** Removes a module from the device. */
  void taken(String moduleId) {
    modules.remove(moduleId);
  }

  /** Removes it and all its modules. */
  @Override
  synchronized void remove(IfMatch condition, Runnable taken) {
    super.remove(condition, taken);
    modules.values().forEach(RegisteredClient::removedWithItsDevice);
  }
}
