package org.fleetreboot.devicesim.hub.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The id of a client: a device, or a module on a device. Each device sorts before its modules.
 *
 * @param module null for the device itself
 */
public record ClientId(String device, @Nullable String module) implements Comparable<ClientId> {
  private static final Comparator<@Nullable String> NONE_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  public static ClientId device(String device) {
    return new ClientId(device, null);
  }

  public static ClientId module(String device, String module) {
    return new ClientId(device, module);
  }

  /** Reads an MQTT client id, {@code device} or {@code device/module}; empty if it is invalid. */
  public static Optional<ClientId> ofMqtt(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ClientId(parts[0], parts.length == 2 ? parts[1] : null));
  }

  /** The path of this client in a hub, in unencoded segments. */
  public List<String> path() {
    return module == null
        ? List.of("devices", device)
        : List.of("devices", device, "modules", module);
  }

  /** As in MQTT: {@code device} or {@code device/module}. */
  @Override
  public String toString() {
    return module == null ? device : device + "/" + module;
  }

  @Override
  public int compareTo(ClientId other) {
    int devices = device.compareTo(other.device);
    return devices != 0 ? devices : NONE_FIRST.compare(module, other.module);
  }
}
