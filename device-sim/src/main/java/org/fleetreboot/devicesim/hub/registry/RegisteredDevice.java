package org.fleetreboot.devicesim.hub.registry;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.jspecify.annotations.Nullable;

/** A device as the hub holds it, with the modules on it. Thread-safe. */
public final class RegisteredDevice extends RegisteredClient {
  private final ConcurrentSkipListMap<String, RegisteredClient> modules =
      new ConcurrentSkipListMap<>();

  public RegisteredDevice(Identity identity, Twin twin) {
    super(identity, twin);
  }

  public String id() {
    return clientId().device();
  }

  /** A live view of its modules, in the order of their ids. */
  public Collection<RegisteredClient> modules() {
    return modules.values();
  }

  /** The module of that id; null when there is none. */
  @Nullable RegisteredClient module(String moduleId) {
    return modules.get(moduleId);
  }
}
